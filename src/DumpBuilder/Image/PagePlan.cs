namespace DumpBuilder.Image;

/// <summary>
/// Which pages a dump holds and where: extents in ascending order of address, the kernel's first. It grows with the number of
/// extents, not of pages. Page frames are numbered in the same order, so that the pfn table is ascending.
/// </summary>
internal sealed class PagePlan
{
    private const ulong FirstPfn = 0x1000;

    private readonly PageExtent[] _extents;
    private readonly Dictionary<ulong, (int First, int Count)> _spaces = [];

    private PagePlan(PageExtent[] extents, long count)
    {
        _extents = extents;
        Count = count;
        for (int i = 0; i < extents.Length; i++)
        {
            (int first, int n) = _spaces.GetValueOrDefault(extents[i].Space, (i, 0));
            _spaces[extents[i].Space] = (first, n + 1);
        }
    }

    /// <summary>Number of pages.</summary>
    public long Count { get; }

    /// <summary>In the order of their pages in the dump.</summary>
    public IReadOnlyList<PageExtent> Extents => _extents;

    /// <param name="kernel">Key of kernel translations: the address of <c>kas</c>.</param>
    /// <param name="ranges">Space, address and length in bytes, in any order, overlapping or not.</param>
    public static PagePlan Make(ulong kernel, IEnumerable<(ulong Space, ulong Address, ulong Length)> ranges)
    {
        (ulong Space, ulong First, ulong Last)[] sorted =
        [
            .. ranges.Where(static r => r.Length > 0)
                .Select(static r => (r.Space, First: r.Address / Layout.PageSize, Last: (r.Address + (r.Length - 1)) / Layout.PageSize))
                .OrderBy(r => r.Space == kernel ? 0 : 1).ThenBy(static r => r.Space).ThenBy(static r => r.First),
        ];
        var extents = new List<PageExtent>();
        long count = 0;
        for (int i = 0; i < sorted.Length;)
        {
            (ulong space, ulong first, ulong last) = sorted[i];
            for (i++; i < sorted.Length && sorted[i].Space == space && sorted[i].First <= last + 1; i++)
            {
                last = Math.Max(last, sorted[i].Last);
            }

            long pages = (long)(last - first) + 1;
            extents.Add(new PageExtent(space, first, pages, count));
            count += pages;
        }

        return new PagePlan([.. extents], count);
    }

    /// <summary>Space, page-aligned address and index of every page, in the order of translations: ascending, the kernel's first.</summary>
    public IEnumerable<Translation> Translations()
    {
        foreach (PageExtent e in _extents)
        {
            for (long i = 0; i < e.Count; i++)
            {
                yield return new Translation(e.Space, (e.FirstPage + (ulong)i) * Layout.PageSize, e.FirstIndex + i);
            }
        }
    }

    public static ulong PfnOf(long index) => FirstPfn + (ulong)index;

    /// <summary>Index of the page that holds an address; -1 if it is not in the dump.</summary>
    public long IndexOf(ulong space, ulong address)
    {
        (int low, int count) = _spaces.GetValueOrDefault(space);
        ulong page = address / Layout.PageSize;
        int high = low + count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            PageExtent e = _extents[middle];
            if (page < e.FirstPage)
            {
                high = middle;
            }
            else if (page - e.FirstPage < (ulong)e.Count)
            {
                return e.FirstIndex + (long)(page - e.FirstPage);
            }
            else
            {
                low = middle + 1;
            }
        }

        return -1;
    }
}
