using DumpReader.Bytes;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>Lets go of the part of a file that a pass from its start to its end has left behind, so that the pass takes no more memory than a window.</summary>
/// <param name="start">Where the pass begins.</param>
internal struct PassedBytes(IByteSource file, long start)
{
    private const long Window = 8 << 20;

    private long _from = start;

    /// <param name="offset">How far the pass has come.</param>
    public void Reach(long offset)
    {
        if (offset - _from >= Window)
        {
            file.Release(_from, offset - _from);
            _from = offset;
        }
    }
}
