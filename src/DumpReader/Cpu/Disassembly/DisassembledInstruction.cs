using System.Text;

namespace DumpReader.Cpu.Disassembly;

/// <summary>An address that an instruction speaks of.</summary>
/// <param name="Address">A branch target, the place of rip-relative data, or an immediate in the width of its instruction.</param>
/// <param name="OnlyIfNamed">True where the operand's own text shows the address already.</param>
internal readonly record struct InstructionReference(ulong Address, bool OnlyIfNamed);

/// <summary>An instruction as AT&amp;T text in two columns, and the addresses in it.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Length">Bytes of it; at least 1.</param>
/// <param name="Mnemonic">With prefixes and size suffix: <c>lock cmpxchgq</c>.</param>
/// <param name="Operands">Source first, joined by commas: <c>%rsp,%rbp</c>; empty for none.</param>
/// <param name="References">In the order of the operands.</param>
internal sealed record DisassembledInstruction(
    ulong Address, int Length, string Mnemonic, string Operands, IReadOnlyList<InstructionReference> References)
{
    /// <summary>Columns of a mnemonic without its prefixes, the blank after it not counted.</summary>
    private const int MnemonicColumns = 6;

    /// <summary>Whether the bytes are an instruction at all.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>First byte behind it.</summary>
    public ulong Next => unchecked(Address + (ulong)Length);

    /// <summary>
    /// The whole text. The mnemonic fills its column also where no operand follows; behind a tab each address that is worth it in angle
    /// brackets: <c>call   -0x13\t&lt;bar&gt;</c>.
    /// </summary>
    /// <param name="nameOf">Symbol and offset of an address; null where it has none.</param>
    public string ToText(Func<ulong, string?> nameOf)
    {
        if (!IsValid)
        {
            return Mnemonic;
        }

        int prefixes = Mnemonic.LastIndexOf(' ') + 1;
        var text = new StringBuilder(Mnemonic.PadRight(prefixes + MnemonicColumns)).Append(' ').Append(Operands);
        foreach (InstructionReference reference in References)
        {
            string? name = nameOf(reference.Address);
            if (name is not null || !reference.OnlyIfNamed)
            {
                text.Append("\t<").Append(name ?? Hexadecimal(reference.Address)).Append('>');
            }
        }

        return text.ToString();
    }

    private static string Hexadecimal(ulong value) => (value > 9 ? "0x" : "") + value.ToString("x");
}
