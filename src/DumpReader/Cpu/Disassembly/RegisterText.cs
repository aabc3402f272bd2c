using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

/// <summary>Register names in AT&amp;T syntax.</summary>
internal static class RegisterText
{
    public static string Of(Register register)
    {
        if (register is >= Register.R8L and <= Register.R15L)
        {
            return "%r" + (8 + (register - Register.R8L)) + "b";
        }

        if (register is >= Register.ST0 and <= Register.ST7)
        {
            return register == Register.ST0 ? "%st" : "%st(" + (register - Register.ST0) + ")";
        }

        return "%" + Enum.GetName(register)!.ToLowerInvariant();
    }
}
