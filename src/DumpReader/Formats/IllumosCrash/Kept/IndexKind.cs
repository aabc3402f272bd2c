namespace DumpReader.Formats.IllumosCrash.Kept;

/// <summary>What a kept index says.</summary>
internal enum IndexKind
{
    /// <summary>Where each page lies, as <see cref="LzjbIndex"/> writes it.</summary>
    LzjbPages = 1,

    /// <summary>How far streams of bzip2 are known, as <see cref="Bzip2Index"/> writes it.</summary>
    Bzip2Streams = 2,
}
