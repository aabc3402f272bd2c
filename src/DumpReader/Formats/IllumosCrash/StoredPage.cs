namespace DumpReader.Formats.IllumosCrash;

/// <summary>Where a compressed page or block lies in the file, packed into one word; zero is nowhere.</summary>
internal readonly record struct StoredPage(ulong Word)
{
    private const int LengthBits = 18; // a block has 128 KiB at most

    public StoredPage(long offset, int length) : this(((ulong)offset << LengthBits) | (uint)length)
    {
    }

    public bool IsThere => Word != 0;

    public long Offset => (long)(Word >> LengthBits);

    public int Length => (int)(Word & ((1 << LengthBits) - 1));
}
