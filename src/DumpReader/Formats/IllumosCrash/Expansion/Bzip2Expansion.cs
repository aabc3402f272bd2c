using System.Collections;
using DumpReader.Bytes;
using DumpReader.Pages.Bzip2;
using DumpReader.Problems;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Formats.IllumosCrash.Expansion;

/// <summary>
/// Expands one bzip2 stream. Where its blocks begin is found by looking for their marks, so that several are decoded side by side,
/// however few streams there are; the pages in them are then written in order.
/// </summary>
internal sealed class Bzip2Expansion : IGroupSink
{
    private const int PageSize = 4096;

    private readonly StreamBytes _stream;
    private readonly int _number;
    private readonly BitArray _written;
    private readonly SparsePages _writer;
    private readonly GroupReader _groups;
    private readonly string _name;
    private readonly Action<Problem> _report;
    private readonly byte[] _page = new byte[PageSize];
    private readonly byte[] _part = new byte[1 << 16];
    private long _inflated;

    private Bzip2Expansion(StreamBytes stream, int number, BitArray written, SparsePages writer, string name, Action<Problem> report)
    {
        _stream = stream;
        _number = number;
        _written = written;
        _writer = writer;
        _groups = new GroupReader(written.Length, this);
        _name = name;
        _report = report;
    }

    /// <param name="written">Is told which pages are there.</param>
    /// <param name="memory">Bytes that the blocks decoded side by side may have before their runs are spread, unless a single one has more.</param>
    public static void Expand(
        BlockIndex index, BitArray written, SafeFileHandle target, long data, string name, Action<Problem> report,
        WorkProgress progress, ParallelOptions options, long memory)
    {
        int number = 0;
        foreach (StreamBytes stream in index.Streams.Values)
        {
            new Bzip2Expansion(stream, ++number, written, new SparsePages(target, data), name, report).Run(progress, options, memory);
        }
    }

    private void Run(WorkProgress progress, ParallelOptions options, long memory)
    {
        var decoder = new BlockBatches(_stream.Read, options.MaxDegreeOfParallelism, memory);
        long end = 0;
        DecodedBlock[] batch = decoder.Next(options);

        // A stream with more than every page, each in a group of its own, holds nothing that is wanted.
        while (batch.Length > 0 && _inflated <= (long)_written.Length * (PageSize + StreamGroup.Size))
        {
            batch = SideBySide.Run(options.MaxDegreeOfParallelism, () => decoder.Next(options), () =>
            {
                foreach (DecodedBlock block in batch)
                {
                    end = Take(block, end, progress);
                }
            });
        }

        _writer.Flush();
    }

    /// <returns>Where the last sound block ended.</returns>
    private long Take(DecodedBlock block, long end, WorkProgress progress)
    {
        if (block.Place.Position < end)
        {
            return end; // looked like a mark, inside a sound block
        }

        if (block.Text.IsEmpty)
        {
            _report(new Problem("MDB124",
                $"{_name}: bad bzip2 block at byte {block.Place.Position >> 3} of stream {_number}; {Bzip2Stream.Loss}"));
            _groups.Lose();
            return end;
        }

        var runs = new RunReader(block.Text);
        for (int length = runs.Read(_part); length > 0; length = runs.Read(_part))
        {
            _groups.Read(_part.AsSpan(0, length), _inflated);
            _inflated += length;
            progress.Add(length / PageSize);
        }

        return block.End;
    }

    void IGroupSink.OnBytes(long page, int offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(_page.AsSpan(offset));

    void IGroupSink.OnPage(long page, long end)
    {
        _written[(int)page] = true;
        _writer.Add(page, _page);
    }

    void IGroupSink.OnGroupEnd() => _writer.Flush();

    void IGroupSink.OnBadHead(long offset) => _report(new Problem("MDB124",
        $"{_name}: bad stream header at byte {offset} of inflated stream {_number}; {Bzip2Stream.Loss}"));
}
