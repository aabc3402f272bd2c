namespace DumpReader.Formats.IllumosCrash;

/// <summary>Takes what <see cref="GroupReader"/> finds in an inflated stream, in order.</summary>
internal interface IGroupSink
{
    /// <summary>Bytes of a page, from <paramref name="offset"/> in it on.</summary>
    void OnBytes(long page, int offset, ReadOnlySpan<byte> bytes);

    /// <summary>A page has ended.</summary>
    /// <param name="end">Offset in the inflated stream behind its last byte.</param>
    void OnPage(long page, long end);

    /// <summary>A group of pages has ended, or was cut short by damage.</summary>
    void OnGroupEnd();

    /// <summary>What stands at an offset of the inflated stream is no head of a group.</summary>
    void OnBadHead(long offset);
}
