using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>A run of physical pages and the array of their page structures: <c>struct memseg</c> (vm/page.h).</summary>
/// <param name="Address">Where the structure lies.</param>
/// <param name="Pages">The first <c>page_t</c>.</param>
/// <param name="PagesEnd">Behind the last.</param>
/// <param name="First">The first page frame number.</param>
/// <param name="End">Behind the last.</param>
internal readonly record struct MemorySegment(ulong Address, ulong Pages, ulong PagesEnd, ulong First, ulong End)
{
    /// <summary>Bytes of the array; 0 where damage makes it end ahead of its start.</summary>
    public ulong Bytes => PagesEnd > Pages ? PagesEnd - Pages : 0;

    /// <summary>All runs, in the order of the list <c>memsegs</c>.</summary>
    public static IEnumerable<MemorySegment> Walk(KernelObjects kernel, Action<WalkFault> fault)
    {
        const string Name = "struct memseg";
        if (!kernel.TryPointer("memsegs", fault, out ulong head) || !kernel.TryOffset(Name, "next", fault, out ulong next))
        {
            return [];
        }

        return LinkChain.Walk(kernel.Memory, head, next, ring: false, "memseg", fault).TakeWhile(Believed)
            .Select(address => TryRead(kernel, address, fault, out MemorySegment segment) ? segment.Cut(kernel.Type("struct page").Size, fault) : default)
            .Where(segment => segment.Address != 0);

        bool Believed(ulong address, int index)
        {
            if (index == Limits.MemorySegments)
            {
                fault(WalkFault.TooMany("memseg", Limits.MemorySegments, address));
            }

            return index < Limits.MemorySegments;
        }
    }

    /// <summary>One run; a fault says what is missing.</summary>
    public static bool TryRead(KernelObjects kernel, ulong address, Action<WalkFault> fault, out MemorySegment segment)
    {
        bool read = TryMember(kernel, address, "pages", fault, out ulong pages) & TryMember(kernel, address, "epages", fault, out ulong end)
            & TryMember(kernel, address, "pages_base", fault, out ulong first) & TryMember(kernel, address, "pages_end", fault, out ulong last);
        segment = new MemorySegment(address, pages, end, first, last);
        return read;
    }

    /// <summary>Whether an address lies in the array of page structures.</summary>
    public bool Holds(ulong address) => address >= Pages && address < PagesEnd;

    /// <summary>The same without page structures beyond those of its frames.</summary>
    private MemorySegment Cut(ulong pageSize, Action<WalkFault> fault)
    {
        ulong frames = End > First ? Math.Min(End - First, (ulong)Limits.Pages) : 0;
        if (pageSize == 0 || Bytes / pageSize <= frames)
        {
            return this;
        }

        fault(WalkFault.Contradiction("memseg", Address, $"memseg at {Address:x} has {Bytes / pageSize} page structures for {frames} frames"));
        return this with { PagesEnd = Pages + (frames * pageSize) };
    }

    private static bool TryMember(KernelObjects kernel, ulong address, string member, Action<WalkFault> fault, out ulong value)
    {
        value = 0;
        if (!kernel.TryOffset("struct memseg", member, fault, out ulong offset))
        {
            return false;
        }

        bool read = kernel.Memory.TryReadUInt64(unchecked(address + offset), out value);
        if (!read)
        {
            fault(WalkFault.Unreadable("memseg", address));
        }

        return read;
    }
}
