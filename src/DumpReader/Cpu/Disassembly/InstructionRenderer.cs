using System.Text;
using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

/// <summary>
/// Writes a decoded instruction as illumos does. Numbers are hexadecimal; a negative one stands with its sign while it has at most two
/// digits, and else as the unsigned number of its width (immediates in 64-bit code only); branch and rip-relative displacements always have
/// a sign and count from the next instruction.
/// </summary>
internal sealed partial class InstructionRenderer(int bits)
{
    /// <summary>The most negative number that is written with a sign.</summary>
    private const long MostNegative = -0xff;

    private readonly StringBuilder _text = new();
    private readonly List<InstructionReference> _references = [];

    public DisassembledInstruction Render(in Instruction instruction)
    {
        _text.Clear();
        _references.Clear();
        if (instruction.Mnemonic == Mnemonic.Int3)
        {
            _text.Append("$0x3");
        }
        else if (instruction.Mnemonic == Mnemonic.Enter)
        {
            Operand(instruction, 0);
            Operand(instruction, 1);
        }
        else
        {
            Rounding(instruction);
            int first = HidesFirst(instruction) ? 1 : 0;
            int last = instruction.Mnemonic == Mnemonic.Reservednop ? 0 : instruction.OpCount - 1;
            for (int i = last; i >= first; i--)
            {
                Operand(instruction, i);
            }
        }

        InstructionReference[] references = _references.Count == 0 ? [] : [.. _references];
        return new DisassembledInstruction(
            instruction.IP, instruction.Length, MnemonicText.Of(instruction), _text.ToString(), references);
    }

    /// <summary>Whether the first operand goes without saying: the top of the stack, or memory at %rdi.</summary>
    private static bool HidesFirst(in Instruction instruction) =>
        (instruction.OpCount == 2 && FloatText.HidesTop(instruction))
        || instruction.Mnemonic is Mnemonic.Maskmovq or Mnemonic.Maskmovdqu or Mnemonic.Vmaskmovdqu;

    private void Rounding(in Instruction instruction)
    {
        if (instruction.RoundingControl != RoundingControl.None)
        {
            _text.Append(instruction.RoundingControl switch
            {
                RoundingControl.RoundDown => "{rd-sae}",
                RoundingControl.RoundUp => "{ru-sae}",
                RoundingControl.RoundTowardZero => "{rz-sae}",
                _ => "{rn-sae}",
            });
        }
        else if (instruction.SuppressAllExceptions)
        {
            _text.Append("{sae}");
        }
    }

    private void Operand(in Instruction instruction, int index)
    {
        if (_text.Length > 0)
        {
            _text.Append(',');
        }

        OpKind kind = instruction.GetOpKind(index);
        switch (kind)
        {
            case OpKind.Register: RegisterOperand(instruction, index); break;
            case OpKind.NearBranch16 or OpKind.NearBranch32 or OpKind.NearBranch64: Branch(instruction); break;
            case OpKind.FarBranch16 or OpKind.FarBranch32: FarBranch(instruction); break;
            case OpKind.Memory: Memory(instruction); break;
            case >= OpKind.MemorySegSI and <= OpKind.MemoryESRDI: StringOperand(instruction, kind); break;
            default: Immediate(instruction, index); break;
        }

        if (index == 0 && instruction.HasOpMask)
        {
            _text.Append('{').Append(RegisterText.Of(instruction.OpMask)).Append('}');
            if (instruction.ZeroingMasking)
            {
                _text.Append("{z}");
            }
        }
    }

    private void RegisterOperand(in Instruction instruction, int index)
    {
        Register register = instruction.GetOpRegister(index);
        if (instruction.IsJmpNearIndirect || instruction.IsCallNearIndirect)
        {
            _text.Append('*');
        }

        if (TakesSelector(instruction))
        {
            register = Register.AX + register.GetNumber();
        }

        bool port = register == Register.DX && (instruction.Mnemonic is Mnemonic.In or Mnemonic.Out || instruction.IsStringInstruction);
        bool alone = register == Register.ST0 && instruction.OpCount == 1;
        _text.Append(port ? "(%dx)" : alone ? "%st(0)" : RegisterText.Of(register));
    }

    /// <summary>Whether the operand is 16 bits wide whatever the size of the instruction.</summary>
    private static bool TakesSelector(in Instruction instruction) =>
        instruction.Mnemonic is Mnemonic.Lldt or Mnemonic.Ltr or Mnemonic.Verr or Mnemonic.Verw or Mnemonic.Lmsw;

    private void Branch(in Instruction instruction)
    {
        ulong target = instruction.NearBranchTarget;
        Signed(Extend(unchecked(target - instruction.NextIP)));
        _references.Add(new InstructionReference(target, OnlyIfNamed: false));
    }

    private void FarBranch(in Instruction instruction)
    {
        uint offset = instruction.GetOpKind(0) == OpKind.FarBranch16 ? instruction.FarBranch16 : instruction.FarBranch32;
        _text.Append("$0x").Append(instruction.FarBranchSelector.ToString("x")).Append(",$0x").Append(offset.ToString("x"));
    }

    private void Immediate(in Instruction instruction, int index)
    {
        ulong value = instruction.GetImmediate(index);
        _text.Append('$');
        int width = OperandSize.Of(instruction);
        if (!TakesNumber(instruction) || width == 0)
        {
            _text.Append("0x").Append((value & 0xffff).ToString("x"));
            return;
        }

        bool signed = Number(value, width, maybeNegative: bits == 64);
        if (signed || width >= 4)
        {
            _references.Add(new InstructionReference(Cut(value, width), OnlyIfNamed: !signed));
        }
    }

    /// <summary>Whether an immediate is a number that the instruction computes with, and not a count, a port or a selection.</summary>
    private static bool TakesNumber(in Instruction instruction) => instruction.Mnemonic is
        Mnemonic.Mov or Mnemonic.Push or Mnemonic.Add or Mnemonic.Adc or Mnemonic.Sub or Mnemonic.Sbb or Mnemonic.Cmp or
        Mnemonic.And or Mnemonic.Or or Mnemonic.Xor or Mnemonic.Test or Mnemonic.Imul;

    /// <summary>A number of some bytes; true when it has a sign.</summary>
    private bool Number(ulong value, int width, bool maybeNegative)
    {
        value = Cut(value, width);
        int shift = 64 - (8 * width);
        long signed = unchecked((long)(value << shift)) >> shift;
        bool negative = maybeNegative && signed is >= MostNegative and < 0;
        if (negative)
        {
            _text.Append('-');
            value = (ulong)-signed;
        }

        _text.Append("0x").Append(value.ToString("x"));
        return negative;
    }

    private void Signed(long value) =>
        _text.Append(value < 0 ? '-' : '+').Append("0x").Append((value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value).ToString("x"));

    private static ulong Cut(ulong value, int width) => width >= 8 ? value : value & ((1UL << (8 * width)) - 1);

    /// <summary>A difference of code addresses, as wide as the code is.</summary>
    private long Extend(ulong difference)
    {
        int shift = 64 - bits;
        return unchecked((long)(difference << shift)) >> shift;
    }
}
