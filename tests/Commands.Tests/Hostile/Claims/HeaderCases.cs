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
    ];

    private static LimitCase Core(string limit, int offset, ulong value) => new(limit, $"{value}", () => Refused(
        new OpenRequest
        {
            Operands = ["unix.0", "vmcore.0"],
            WorkingDirectory = DumpCache.Folder("ctx-new"),
            Over = (name, file) => name == "vmcore.0" ? new OverlaySource(file).Patch(offset, BitConverter.GetBytes(value)) : file,
        }));

    /// <summary>Refused before anything is made of it.</summary>
    private static Answer Refused(OpenRequest request)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<DumpException>(() => DumpOpener.Open(request));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        return new Answer("", refused.Message, 1);
    }
}
