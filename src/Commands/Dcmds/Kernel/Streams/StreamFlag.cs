namespace Commands.Dcmds.Kernel.Streams;

/// <summary>A bit of a flag word, or a number, with its name and what it means.</summary>
/// <param name="Text">Null where stock mdb has none.</param>
internal readonly record struct StreamFlag(ulong Value, string Name, string? Text)
{
    /// <summary>A table whose first entry is bit 0, the next bit 1 and so on.</summary>
    public static StreamFlag[] FromBitZero(params (string Name, string? Text)[] bits) =>
        [.. bits.Select((bit, i) => new StreamFlag(1UL << i, bit.Name, bit.Text))];
}
