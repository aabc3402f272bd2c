namespace DumpReader.Formats.IllumosCrash;

/// <summary>Where the pages of a dump lie in its inflated streams, as far as is known yet.</summary>
/// <remarks>A word each, so that threads share them without a lock.</remarks>
internal sealed class PagePlaces(long count)
{
    private const int OffsetBits = 52; // of 64; stream numbers have 12

    private readonly ulong[] _words = new ulong[count];

    public int Count => _words.Length;

    public void Set(long index, int stream, long offset) =>
        Volatile.Write(ref _words[index], ((ulong)stream << OffsetBits) | (ulong)(offset + 1));

    public bool TryGet(long index, out int stream, out long offset)
    {
        ulong word = Volatile.Read(ref _words[index]);
        stream = (int)(word >> OffsetBits);
        offset = (long)(word & ((1UL << OffsetBits) - 1)) - 1;
        return word != 0;
    }

    /// <summary>How many pages have no place.</summary>
    public int Missing() => _words.AsSpan().Count(0UL);
}
