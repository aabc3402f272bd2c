namespace DumpReader.Kernel.Memory;

/// <summary>What a page of memory is used for.</summary>
internal enum PageUse : byte { Kernel, Boot, ZfsData, Vmm, Anonymous, Executable, Cache, FreeCached, Unowned }

/// <summary>Numbers of pages by use.</summary>
/// <param name="Looked">Page structures that were looked at.</param>
/// <param name="Missing">Address of one that is not in the dump; 0 for none.</param>
internal sealed record PageCounts(ulong[] ByUse, ulong Looked, ulong Missing)
{
    public static PageCounts None { get; } = new(new ulong[(int)PageUse.Unowned + 1], 0, 0);

    public ulong this[PageUse use] => ByUse[(int)use];

    /// <summary>Pages that belong to a vnode or to the time before there were any.</summary>
    public ulong Owned
    {
        get
        {
            ulong sum = 0;
            foreach (ulong count in ByUse.AsSpan(0, (int)PageUse.Unowned))
            {
                sum += count;
            }

            return sum;
        }
    }

    public PageCounts Plus(PageCounts other) => new(
        [.. ByUse.Zip(other.ByUse, (a, b) => a + b)], Looked + other.Looked, Missing == 0 ? other.Missing : Missing);
}
