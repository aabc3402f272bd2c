using DumpReader.Pages.Bzip2;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>How far a bzip2 stream has been inflated, which is enough to go on from there and to inflate any block before it again.</summary>
/// <param name="Next">Where its next block, or head of blocks, begins.</param>
/// <param name="Inflated">Bytes so far.</param>
/// <param name="Head">Where, in the inflated bytes, the head of the group begins that is not whole yet.</param>
/// <param name="Starts">Where each block begins in the inflated bytes, ascending from 0.</param>
/// <param name="Blocks">Where each block begins in the stream.</param>
internal sealed record StreamState(
    bool IsAtEnd, BlockPlace Next, long Inflated, long Head, IReadOnlyList<long> Starts, IReadOnlyList<BlockPlace> Blocks);
