using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Problems;
using DumpReader.Symbols;

namespace DumpReader.Targets;

/// <summary>Decides, for a file that ends before its last page, whether the missing pages are zero or lost (<see cref="SparseTail"/>), and says so.</summary>
internal static class TailCheck
{
    /// <summary>Objects of the kernel that are never all zero while it runs.</summary>
    private static readonly string[] NeverZero = ["kas", "p0", "t0", "modules", "practive", "allthreads", "cpu_list", "panicbuf", "utsname", "platform"];

    public static VmcorePages Open(
        IByteSource file, DumpHeader header, string name, TranslationMap map, PfnTable pfns, SymbolTable symbols, ulong kernelSpace, Action<Problem> report)
    {
        var pages = new VmcorePages(file, header, zeroTail: false);
        long missing = pages.PagesMissing;
        if (missing == 0)
        {
            ReportIncomplete(header, name, report);
            return pages;
        }

        string what = $"{name}: file ends at {file.Length}, {missing} of {header.PageCount} pages reach beyond";
        if (SparseTail.MayBeZero(header, file.Length, pfns) && !HoldsWhatIsNotZero(header.PageCount - missing, map, symbols, kernelSpace))
        {
            report(new Problem("MDB120", $"{what}; taken as zero, because the dump is complete and savecore leaves a zero tail out"));
            return new VmcorePages(file, header, zeroTail: true);
        }

        report(new Problem("MDB121", $"{what} and are lost: expected {header.Data + (header.PageCount << pages.PageShift)} bytes"));
        return pages;
    }

    /// <summary>Says so where the kernel did not get to write every page.</summary>
    public static void ReportIncomplete(DumpHeader header, string name, Action<Problem> report)
    {
        if ((header.Flags & DumpFlags.Complete) == 0)
        {
            report(new Problem("MDB122", $"{name}: dump_flags is 0x{(uint)header.Flags:x}, not complete: not every page was written"));
        }
    }

    private static bool HoldsWhatIsNotZero(long firstMissing, TranslationMap map, SymbolTable symbols, ulong kernelSpace)
    {
        const ulong PageSize = 4096;
        var roots = new HashSet<ulong>();
        foreach (string root in NeverZero)
        {
            if (symbols.TryFind(root, out Symbol symbol))
            {
                roots.Add(symbol.Value & ~(PageSize - 1));
            }
        }

        foreach ((ulong space, ulong page, long index) in map.All())
        {
            if (space == kernelSpace && index >= firstMissing && (roots.Contains(page) || IsCode(symbols, page, PageSize)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCode(SymbolTable symbols, ulong page, ulong pageSize) =>
        symbols.TryFindAtOrBelow(page + pageSize - 1, out Symbol symbol)
        && symbol.Type == SymbolType.Function && symbol.Size != 0 && symbol.Value + symbol.Size > page;
}
