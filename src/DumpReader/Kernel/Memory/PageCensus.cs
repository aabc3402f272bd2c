using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using DumpReader.Bytes;
using DumpReader.Scans;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// Counts the pages of memory by use, on all cores: the arrays of page structures are cut into parts, each part is counted by itself, and
/// the sums do not depend on who counted what.
/// </summary>
internal sealed class PageCensus
{
    private const int PagesInPart = 4096;

    // Bits of p_state (vm/page.h) and of v_flag (sys/vnode.h).
    private const byte Free = 0x80;
    private const byte Boot = 0x08;
    private const ulong Executable = 0x1000;
    private const ulong SwapFs = 0x20000;

    private readonly KernelObjects _kernel;
    private readonly PageType _type;
    private readonly ulong _flags;
    private readonly ulong _kernelVnodes;
    private readonly ulong _vnodeSize;
    private readonly ulong _unusedPages;
    private readonly List<(ulong Start, int Count)> _parts = [];
    private readonly ConcurrentDictionary<ulong, PageUse> _vnodes = new();

    private PageCensus(KernelObjects kernel, PageType type, ulong flags, ulong kernelVnodes, ulong unusedPages)
    {
        _kernel = kernel;
        _type = type;
        _flags = flags;
        _kernelVnodes = kernelVnodes;
        _unusedPages = unusedPages;
        _vnodeSize = kernel.Type("struct vnode").Size;
    }

    /// <summary>Page structures there are.</summary>
    public ulong Total { get; private set; }

    /// <summary>Null after the fault: what is missing of its types.</summary>
    public static PageCensus? Of(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (PageType.Of(kernel, fault) is not { } type || !kernel.TryOffset("struct vnode", "v_flag", fault, out ulong flags)
            || !TryUnix(kernel, "kvps", fault, out ulong vnodes) || !TryUnix(kernel, "unused_pages_vp", fault, out ulong unused))
        {
            return null;
        }

        var census = new PageCensus(kernel, type, flags, vnodes, unused);
        foreach (MemorySegment segment in MemorySegment.Walk(kernel, fault))
        {
            census.Add(segment);
        }

        return census;
    }

    /// <summary>Counts; what has been counted where <paramref name="control"/> stops it.</summary>
    public PageCounts Count(IScanControl control, int workers = 0)
    {
        PageCounts sum = PageCounts.None;
        foreach (PageCounts part in OrderedWork.Run(_parts.Count, CountPart, control, workers))
        {
            sum = sum.Plus(part);
        }

        return sum;
    }

    private void Add(in MemorySegment segment)
    {
        Total += segment.Bytes / _type.Size;

        // Of an array much larger than the dump only what is there is looked at.
        foreach (AddressRange range in _kernel.Memory.Present(AddressRange.Sized(segment.Pages, segment.Bytes)))
        {
            ulong first = (range.Start - segment.Pages + _type.Size - 1) / _type.Size;
            ulong end = (range.End - segment.Pages) / _type.Size;
            for (; first < end; first += PagesInPart)
            {
                _parts.Add((segment.Pages + (first * _type.Size), (int)Math.Min(PagesInPart, end - first)));
            }
        }
    }

    private PageCounts CountPart(int part)
    {
        (ulong start, int count) = _parts[part];
        var counts = new ulong[(int)PageUse.Unowned + 1];
        int size = (int)_type.Size;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(count * size);
        ulong looked = 0;
        ulong missing = 0;
        for (int done = 0; done < count;)
        {
            ulong at = start + ((ulong)done * _type.Size);
            int whole = _kernel.Memory.Read(at, buffer.AsSpan(0, (count - done) * size)) / size;
            Classify(buffer.AsSpan(0, whole * size), counts);
            looked += (ulong)whole;
            done += whole;
            if (done < count)
            {
                // On to the first structure behind the page of memory that is not there.
                ulong hole = start + ((ulong)done * _type.Size);
                missing = missing == 0 ? hole : missing;
                ulong next = (hole | (AddressSpace.SmallestPage - 1)) + 1;
                done = (int)Math.Min((ulong)count, (next - start + _type.Size - 1) / _type.Size);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return new PageCounts(counts, looked, missing);
    }

    private void Classify(ReadOnlySpan<byte> pages, ulong[] counts)
    {
        int size = (int)_type.Size;
        for (; pages.Length >= size; pages = pages[size..])
        {
            ulong vnode = BinaryPrimitives.ReadUInt64LittleEndian(pages[(int)_type.Vnode..]);
            byte state = pages[(int)_type.State];
            counts[(int)UseOf(vnode, state)]++;
        }
    }

    private PageUse UseOf(ulong vnode, byte state)
    {
        if ((state & Boot) != 0)
        {
            return PageUse.Boot;
        }

        if (vnode == 0 || vnode == _unusedPages)
        {
            return PageUse.Unowned;
        }

        // kvps is an array of vnodes: the kernel's, that of ZFS, that of virtual machines.
        ulong place = vnode - _kernelVnodes;
        return place == 0 ? PageUse.Kernel
            : place == _vnodeSize ? PageUse.ZfsData
            : place == 2 * _vnodeSize ? PageUse.Vmm
            : (state & Free) != 0 ? PageUse.FreeCached
            : _vnodes.GetOrAdd(vnode, OfFile);
    }

    private PageUse OfFile(ulong vnode) =>
        !_kernel.Memory.TryReadUInt32(unchecked(vnode + _flags), out uint flags) ? PageUse.Cache
        : (flags & SwapFs) != 0 ? PageUse.Anonymous
        : (flags & Executable) != 0 ? PageUse.Executable
        : PageUse.Cache;

    private static bool TryUnix(KernelObjects kernel, string name, Action<WalkFault> fault, out ulong address)
    {
        bool found = kernel.Symbols.Find("unix", name, out Symbol symbol) == SymbolLookup.Found;
        address = found ? symbol.Value : 0;
        if (!found)
        {
            fault(WalkFault.MissingSymbol("unix`" + name));
        }

        return found;
    }
}
