using DumpReader.Bytes;
using DumpReader.Spaces;

namespace DumpReader.Scans;

/// <summary>
/// Goes through a range of memory in runs: bytes that lie together, lent by the mapped file, or a copy of one page. What is not in the dump
/// is passed over. <c>while (run.Next()) use(run.Address, run.Bytes)</c>
/// </summary>
internal ref struct MemoryRun(AddressSpace space, AddressRange range, Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private ulong _next = range.Start;

    /// <summary>Where the bytes of this run begin.</summary>
    public ulong Address { get; private set; }

    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>True once a page of the range was missing.</summary>
    public bool HasHoles { get; private set; }

    /// <summary>The next run; false at the end of the range.</summary>
    public bool Next()
    {
        while (_next < range.End)
        {
            ulong at = _next;
            ReadOnlySpan<byte> bytes = space.Run(at, range.End, _buffer);
            if (!bytes.IsEmpty)
            {
                _next = at + (ulong)bytes.Length;
                Address = at;
                Bytes = bytes;
                return true;
            }

            HasHoles = true;
            ulong page = unchecked((at | (AddressSpace.SmallestPage - 1)) + 1);
            _next = page > at ? page : range.End;
        }

        return false;
    }
}
