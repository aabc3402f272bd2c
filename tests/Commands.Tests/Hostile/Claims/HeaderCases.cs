using Conformance;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Commands.Tests.Hostile.Claims;

/// <summary>Numbers of the headers of dumps: of those that savecore made, and of those as the kernel wrote them.</summary>
internal static class HeaderCases
{
    private const int Translations = 1832, Pages = 1840, KsymsSize = 1848;

    public static LimitCase[] All { get; } =
    [
        Core(nameof(Limits.Translations), Translations, 1UL << 39),
        Core(nameof(Limits.Pages), Pages, 1UL << 37),
        Core(nameof(Limits.KsymsSize), KsymsSize, 1UL << 40),
        new(nameof(Limits.IndexedPages), $"dump_npages is {Limits.IndexedPages + 1}, expected {Limits.IndexedPages} at most in a compressed dump", () => Refused(
            new OpenRequest
            {
                Operands = ["vmdump.1"],
                WorkingDirectory = DumpCache.Folder("ctx-new-vmdump"),
                Over = (_, file) => new Longer(new OverlaySource(file).Patch(Pages, BitConverter.GetBytes(Limits.IndexedPages + 1))),
            })),
    ];

    private static LimitCase Core(string limit, int offset, ulong value) => new(limit, $"{value}", () => Refused(
        new OpenRequest
        {
            Operands = ["unix.0", "vmcore.0"],
            WorkingDirectory = DumpCache.Folder("ctx-new"),
            Over = (name, file) => name == "vmcore.0" ? new OverlaySource(file).Patch(offset, BitConverter.GetBytes(value)) : file,
        }));

    /// <summary>A file with zeros behind it, a terabyte in all.</summary>
    private sealed class Longer(IByteSource file) : IByteSource
    {
        public long Length => 1L << 40;

        public int Read(long offset, Span<byte> buffer)
        {
            int there = offset < file.Length ? file.Read(offset, buffer) : 0;
            buffer[there..].Clear();
            return (int)Math.Min(buffer.Length, Math.Max(0, Length - offset));
        }

        public bool TrySpan(long offset, int length, out ReadOnlySpan<byte> bytes)
        {
            bytes = default;
            return false;
        }

        public void Dispose() => file.Dispose();
    }

    /// <summary>Refused before anything is made of it.</summary>
    private static Answer Refused(OpenRequest request)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<DumpException>(() => DumpOpener.Open(request));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        return new Answer("", refused.Message, 1);
    }
}
