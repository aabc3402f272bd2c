namespace DumpBuilder;

/// <summary>How the pages of a compressed dump are stored.</summary>
public enum VmdumpEncoding
{
    /// <summary>One behind the other, each a block of lzjb: what a kernel on one processor writes.</summary>
    Lzjb,

    /// <summary>In streams of groups, each page for itself in lzjb.</summary>
    LzjbStreams,

    /// <summary>In streams of groups, each stream one run of bzip2 of level 1.</summary>
    Bzip2Streams,
}

/// <summary>Which of the forms of a compressed dump is written.</summary>
public sealed class VmdumpForm
{
    public VmdumpEncoding Encoding { get; init; }

    /// <summary>How many streams, 1 to 4095, groups of pages are dealt to in turn; of no effect without streams.</summary>
    public int Streams { get; init; } = 2;

    /// <summary>The image of the dump device that the kernel wrote, instead of the copy that savecore makes of it.</summary>
    public bool IsDevice { get; init; }

    /// <summary>False for what old kernels wrote: nothing is said of the data, which then is pages one by one without an end.</summary>
    public bool HasDataHeader { get; init; } = true;
}
