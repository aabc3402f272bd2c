using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

/// <summary>
/// Mnemonics in AT&amp;T syntax as illumos spells them: integer instructions carry the letter of their size also where a register gives it
/// away; branches, calls, returns and vector instructions carry none.
/// </summary>
internal static class MnemonicText
{
    public static string Of(in Instruction instruction) => Prefixes(instruction) + Bare(instruction);

    private static string Prefixes(in Instruction instruction)
    {
        string text = instruction.HasLockPrefix ? "lock " : "";
        if (instruction.HasRepnePrefix)
        {
            return text + "repnz ";
        }

        if (instruction.HasRepePrefix)
        {
            bool compares = !instruction.IsStringInstruction || instruction.Mnemonic is
                Mnemonic.Cmpsb or Mnemonic.Cmpsw or Mnemonic.Cmpsd or Mnemonic.Cmpsq or
                Mnemonic.Scasb or Mnemonic.Scasw or Mnemonic.Scasd or Mnemonic.Scasq;
            return text + (compares ? "repz " : "rep ");
        }

        return text;
    }

    private static string Bare(in Instruction instruction)
    {
        if (Renamed(instruction) is { } other)
        {
            return other;
        }

        string name = Enum.GetName(instruction.Mnemonic)!.ToLowerInvariant();
        if (name.StartsWith("cmov", StringComparison.Ordinal))
        {
            return $"cmov{OperandSize.Suffix(OperandSize.Of(instruction))}.{name[4..]}";
        }

        if (instruction.IsStringInstruction)
        {
            return name[^1] == 'd' ? name[..^1] + "l" : name;
        }

        if (FloatText.IsFloat(name, instruction))
        {
            return FloatText.Mnemonic(name, instruction);
        }

        return HasSuffix(instruction) ? name + OperandSize.Suffix(OperandSize.Of(instruction)) : name;
    }

    /// <summary>The names that are not Intel's with a suffix.</summary>
    private static string? Renamed(in Instruction instruction) => instruction.Mnemonic switch
    {
        Mnemonic.Movzx => "movz" + Sizes(instruction),
        Mnemonic.Movsx => "movs" + Sizes(instruction),
        Mnemonic.Movsxd => "movsl" + OperandSize.Suffix(OperandSize.Of(instruction, 0)),
        Mnemonic.Cbw => "cbtw",
        Mnemonic.Cwde => "cwtl",
        Mnemonic.Cdqe => "cltq",
        Mnemonic.Cwd => "cwtd",
        Mnemonic.Cdq => "cltd",
        Mnemonic.Cqo => "cqtd",
        Mnemonic.Int3 => "int",
        Mnemonic.Sal => "shl" + OperandSize.Suffix(OperandSize.Of(instruction)),
        Mnemonic.Reservednop => "nop" + OperandSize.Suffix(OperandSize.Of(instruction)),
        Mnemonic.Iret => "iretw",
        Mnemonic.Iretd => "iret",
        Mnemonic.Pushf => "pushfw",
        Mnemonic.Popf => "popfw",
        Mnemonic.Pushfd => "pushfl",
        Mnemonic.Popfd => "popfl",
        Mnemonic.Pusha => "pushaw",
        Mnemonic.Popa => "popaw",
        Mnemonic.Pushad => "pushal",
        Mnemonic.Popad => "popal",
        Mnemonic.Xlatb => "xlat",
        Mnemonic.Wait => "fwait",
        Mnemonic.Retf => instruction.Code is Code.Retfq or Code.Retfq_imm16 ? "lretq" : "lret",
        Mnemonic.Jmp when instruction.IsJmpFar || instruction.IsJmpFarIndirect => "ljmp",
        Mnemonic.Call when instruction.IsCallFar || instruction.IsCallFarIndirect => "lcall",
        _ => null,
    };

    /// <summary>Letters of source and destination: <c>bl</c>.</summary>
    private static string Sizes(in Instruction instruction) =>
        OperandSize.Suffix(OperandSize.Of(instruction, 1)) + OperandSize.Suffix(OperandSize.Of(instruction, 0));

    private static bool HasSuffix(in Instruction instruction) => instruction.Mnemonic switch
    {
        Mnemonic.Mov or Mnemonic.Lea or Mnemonic.Push or Mnemonic.Pop or Mnemonic.Xchg or Mnemonic.Movbe => true,
        Mnemonic.Add or Mnemonic.Adc or Mnemonic.Sub or Mnemonic.Sbb or Mnemonic.Cmp or Mnemonic.Inc or Mnemonic.Dec => true,
        Mnemonic.And or Mnemonic.Or or Mnemonic.Xor or Mnemonic.Test or Mnemonic.Not or Mnemonic.Neg => true,
        Mnemonic.Mul or Mnemonic.Imul or Mnemonic.Div or Mnemonic.Idiv => true,
        Mnemonic.Shl or Mnemonic.Shr or Mnemonic.Sar or Mnemonic.Shld or Mnemonic.Shrd => true,
        Mnemonic.Rol or Mnemonic.Ror or Mnemonic.Rcl or Mnemonic.Rcr => true,
        Mnemonic.Bt or Mnemonic.Bts or Mnemonic.Btr or Mnemonic.Btc or Mnemonic.Bsf or Mnemonic.Bsr or Mnemonic.Bswap => true,
        Mnemonic.Xadd or Mnemonic.Cmpxchg or Mnemonic.Crc32 or Mnemonic.Popcnt or Mnemonic.Lzcnt or Mnemonic.Tzcnt => true,
        Mnemonic.Adcx or Mnemonic.Adox or Mnemonic.Andn or Mnemonic.Bextr or Mnemonic.Blsi or Mnemonic.Blsmsk or Mnemonic.Blsr => true,
        Mnemonic.Bzhi or Mnemonic.Mulx or Mnemonic.Pdep or Mnemonic.Pext => true,
        Mnemonic.Rorx or Mnemonic.Sarx or Mnemonic.Shlx or Mnemonic.Shrx => true,
        Mnemonic.Cvtsi2sd or Mnemonic.Cvtsi2ss or Mnemonic.Vcvtsi2sd or Mnemonic.Vcvtsi2ss => true,
        Mnemonic.In or Mnemonic.Out or Mnemonic.Nop => true,
        _ => false,
    };
}
