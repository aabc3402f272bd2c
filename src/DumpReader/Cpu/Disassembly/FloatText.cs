using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

/// <summary>
/// x87 instructions. Memory operands give a letter: s, l, t for 4, 8 and 10 bytes of float; s, l, ll for 2, 4 and 8 of integer. The
/// assembler that AT&amp;T syntax comes from has fsub and fsubr, fdiv and fdivr the wrong way round where the destination is not the top of
/// the stack, and every AT&amp;T disassembler since keeps that.
/// </summary>
internal static class FloatText
{
    public static bool IsFloat(string name, in Instruction instruction) =>
        name[0] == 'f' && (HasMemory(instruction) || (instruction.OpCount > 0 && IsStack(instruction, 0)));

    public static string Mnemonic(string name, in Instruction instruction)
    {
        if (HasMemory(instruction))
        {
            return name + instruction.MemorySize switch
            {
                MemorySize.Float32 or MemorySize.Int16 => "s",
                MemorySize.Float64 or MemorySize.Int32 => "l",
                MemorySize.Float80 => "t",
                MemorySize.Int64 => "ll",
                _ => "",
            };
        }

        return instruction.GetOpRegister(0) == Register.ST0 ? name : instruction.Mnemonic switch
        {
            Iced.Intel.Mnemonic.Fsub => "fsubr",
            Iced.Intel.Mnemonic.Fsubr => "fsub",
            Iced.Intel.Mnemonic.Fsubp => "fsubrp",
            Iced.Intel.Mnemonic.Fsubrp => "fsubp",
            Iced.Intel.Mnemonic.Fdiv => "fdivr",
            Iced.Intel.Mnemonic.Fdivr => "fdiv",
            Iced.Intel.Mnemonic.Fdivp => "fdivrp",
            Iced.Intel.Mnemonic.Fdivrp => "fdivp",
            _ => name,
        };
    }

    /// <summary>Whether the top of the stack, its first operand, goes without saying.</summary>
    public static bool HidesTop(in Instruction instruction) => instruction.Mnemonic is
        Iced.Intel.Mnemonic.Fxch or Iced.Intel.Mnemonic.Fcom or Iced.Intel.Mnemonic.Fcomp or
        Iced.Intel.Mnemonic.Fucom or Iced.Intel.Mnemonic.Fucomp;

    private static bool HasMemory(in Instruction instruction) => instruction.OpCount > 0 && instruction.GetOpKind(0) == OpKind.Memory;

    private static bool IsStack(in Instruction instruction, int operand) =>
        instruction.GetOpKind(operand) == OpKind.Register && instruction.GetOpRegister(operand) is >= Register.ST0 and <= Register.ST7;
}
