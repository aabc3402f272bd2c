using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

/// <summary>How many bytes an instruction works on, and the suffix letter for that.</summary>
internal static class OperandSize
{
    /// <summary>Of the instruction as a whole: what its suffix and the width of its immediate follow.</summary>
    public static int Of(in Instruction instruction)
    {
        if (instruction.Mnemonic is Mnemonic.Push or Mnemonic.Pop)
        {
            return Math.Abs(instruction.StackPointerIncrement);
        }

        if (instruction.Mnemonic is Mnemonic.Out or Mnemonic.Crc32)
        {
            return Of(instruction, 1);
        }

        for (int i = 0; i < instruction.OpCount; i++)
        {
            if (Of(instruction, i) is var size and > 0)
            {
                return size;
            }
        }

        return 0;
    }

    /// <summary>Of one operand: a general register or memory; 0 for any other.</summary>
    public static int Of(in Instruction instruction, int operand) => instruction.GetOpKind(operand) switch
    {
        OpKind.Register => instruction.GetOpRegister(operand) is var register && register.IsGPR() ? register.GetSize() : 0,
        OpKind.Memory or (>= OpKind.MemorySegSI and <= OpKind.MemoryESRDI) => instruction.MemorySize.GetSize(),
        _ => 0,
    };

    public static string Suffix(int bytes) => bytes switch
    {
        1 => "b",
        2 => "w",
        4 => "l",
        8 => "q",
        _ => "",
    };
}
