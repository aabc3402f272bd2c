using Commands.Output;

namespace Commands.Dcmds.Kernel;

/// <summary>Names of the bits of a flag word.</summary>
internal static class FlagNames
{
    /// <summary>Names of the bits set, in the order of the table, joined by commas; bits without a name are left out.</summary>
    public static string Of(ulong value, IReadOnlyList<BitName> names) =>
        string.Join(',', names.Where(bit => (value & bit.Mask) == bit.Bits).Select(bit => bit.Name));

    /// <summary>Table of single bits.</summary>
    public static BitName[] Table(params (string Name, ulong Bit)[] bits) => [.. bits.Select(bit =>
        new BitName(bit.Name, bit.Bit, bit.Bit))];
}
