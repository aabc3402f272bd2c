using ICSharpCode.SharpZipLib.BZip2;

namespace DumpBuilder.Image;

/// <summary>
/// Stores pages in streams of bzip2: heads and raw pages of the groups of a stream are one run of it, cut into blocks wherever one is full.
/// The streams are compressed side by side, a group of each at a time, and written in the order of their numbers, so that the file is the
/// same on every machine.
/// </summary>
internal static class Bzip2Data
{
    private const int Level = 1;
    private const int BlockSize = DataBlocks.Most - 4;

    public static void Write(DumpPages pages, DataBlocks blocks, int streams)
    {
        PackedStream[] packed = [.. Enumerable.Range(0, streams).Select(_ => new PackedStream())];
        foreach ((long First, long Count)[] groups in pages.Groups().Chunk(streams))
        {
            Parallel.For(0, groups.Length, i => packed[i].Add(pages, groups[i].First, groups[i].Count));
            EmitAll(isLast: false);
        }

        Parallel.ForEach(packed, stream => stream.Finish());
        EmitAll(isLast: true);
        Array.ForEach(packed, stream => stream.Dispose());

        void EmitAll(bool isLast)
        {
            for (int i = 0; i < packed.Length; i++)
            {
                packed[i].Emit(blocks, i + 1, isLast);
            }
        }
    }

    private sealed class PackedStream : IDisposable
    {
        private readonly MemoryStream _output = new();
        private readonly byte[] _page = new byte[DumpPages.PageSize];
        private BZip2OutputStream? _encoder;

        public void Add(DumpPages pages, long first, long count)
        {
            _encoder ??= new BZip2OutputStream(_output, Level) { IsStreamOwner = false };
            _encoder.Write(DumpPages.GroupHead(first, count), 0, 24);
            for (long index = first; index < first + count; index++)
            {
                pages.Read(index, _page);
                _encoder.Write(_page, 0, _page.Length);
            }
        }

        public void Finish() => _encoder?.Dispose();

        public void Dispose() => _output.Dispose();

        /// <summary>Writes the full blocks, at the end the rest too.</summary>
        public void Emit(DataBlocks blocks, int number, bool isLast)
        {
            ReadOnlySpan<byte> bytes = _output.GetBuffer().AsSpan(0, (int)_output.Length);
            while (bytes.Length >= BlockSize || (isLast && bytes.Length > 0))
            {
                int length = Math.Min(BlockSize, bytes.Length);
                blocks.Write(number, bytes[..length]);
                bytes = bytes[length..];
            }

            byte[] rest = bytes.ToArray();
            _output.SetLength(0);
            _output.Write(rest);
        }
    }
}
