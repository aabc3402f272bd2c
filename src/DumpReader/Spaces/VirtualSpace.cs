using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Pages;

namespace DumpReader.Spaces;

/// <summary>Virtual memory of one address space of a dump: the kernel's, or a process's.</summary>
/// <param name="addressSpace">Address of its <c>struct as</c>, the key of its translations.</param>
internal sealed class VirtualSpace(ulong addressSpace, ITranslations map, PfnTable pfns, IPageSource pages) : AddressSpace
{
    /// <summary>Pages that are looked up one by one without a second thought: a few milliseconds.</summary>
    private const ulong LookUps = 65_536;

    /// <summary>Bytes of one run of a scan.</summary>
    private const int MostRunBytes = 4 << 20;

    private readonly int _shift = pages.PageShift;
    private readonly ulong _offsetMask = (1UL << pages.PageShift) - 1;
    private readonly TranslationCache _cache = new(pages.PageShift);

    public override int Read(ulong address, Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length)
        {
            WorkLimit.Poll();
            ulong at = address + (ulong)done;
            int offset = (int)(at & _offsetMask);
            int length = Math.Min(buffer.Length - done, (1 << _shift) - offset);
            int count = at >= address && TryTranslate(at, out long index) ? pages.Read(index, offset, buffer.Slice(done, length)) : 0;
            done += count;
            if (count < length)
            {
                break;
            }
        }

        return done;
    }

    public override bool TrySpan(ulong address, int length, out ReadOnlySpan<byte> bytes)
    {
        WorkLimit.Poll();
        bytes = default;
        return TryContiguous(address, length, out long index) && pages.TrySpan(index, (int)(address & _offsetMask), length, out bytes);
    }

    public override ReadOnlyMemory<byte> GetMemory(ulong address, int length)
    {
        if (TryContiguous(address, length, out long index))
        {
            ReadOnlyMemory<byte> lent = pages.Lend(index, (int)(address & _offsetMask), length);
            if (lent.Length == length)
            {
                return lent;
            }
        }

        return base.GetMemory(address, length);
    }

    internal override ReadOnlySpan<byte> Run(ulong address, ulong end, Span<byte> buffer)
    {
        WorkLimit.Poll();
        ulong page = address & ~_offsetMask;
        if (!map.TryFind(addressSpace, page, out long first))
        {
            return default;
        }

        int offset = (int)(address & _offsetMask);
        int most = (int)Math.Min(end - address, MostRunBytes);
        int length = Math.Min(Math.Min(most, (1 << _shift) - offset), buffer.Length);
        if (!pages.TrySpan(first, offset, length, out ReadOnlySpan<byte> bytes))
        {
            return buffer[..pages.Read(first, offset, buffer[..length])];
        }

        // Twice as long each time, so that pages are not looked up in vain where the source lends only short spans.
        int reached = 1;
        for (int goal = 2; bytes.Length < most && reached == goal >> 1; goal *= 2)
        {
            while (reached < goal && map.TryFind(addressSpace, unchecked(page + ((ulong)reached << _shift)), out long index) && index == first + reached)
            {
                reached++;
            }

            if (!pages.TrySpan(first, offset, Math.Min(most, (reached << _shift) - offset), out ReadOnlySpan<byte> longer))
            {
                break;
            }

            bytes = longer;
        }

        return bytes;
    }

    internal override IEnumerable<AddressRange> Present(AddressRange range)
    {
        ulong count = range.Length >> _shift;
        if (count <= LookUps || count >> 2 <= (ulong)pages.Count)
        {
            return [range];
        }

        List<ulong> there = [.. map.Pages(addressSpace).Where(page => page < range.End && (page | _offsetMask) >= range.Start)];
        there.Sort();
        return Joined(there).Select(found => found.Within(range));
    }

    public override bool TryGetPhysical(ulong address, out PhysicalAddress physical)
    {
        WorkLimit.Poll();
        physical = default;
        if (!TryTranslate(address, out long index) || !pfns.TryGet(index, out Pfn pfn))
        {
            return false;
        }

        physical = new PhysicalAddress(pfn.ToPhysical(_shift).Value + (address & _offsetMask));
        return true;
    }

    /// <summary>Sorted pages as ranges, each as long as they follow each other; a page that is listed twice counts once.</summary>
    private IEnumerable<AddressRange> Joined(List<ulong> there)
    {
        for (int i = 0; i < there.Count;)
        {
            ulong start = there[i];
            ulong last = start;
            while (++i < there.Count && there[i] - last <= _offsetMask + 1)
            {
                last = there[i];
            }

            yield return new AddressRange(start, last + _offsetMask == ulong.MaxValue ? ulong.MaxValue : last + _offsetMask + 1);
        }
    }

    /// <summary>Whether the pages of a range follow each other in the dump; the index of the first.</summary>
    private bool TryContiguous(ulong address, int length, out long index)
    {
        ulong last = address + (ulong)Math.Max(length - 1, 0);
        if (length < 0 || last < address || !TryTranslate(address, out index))
        {
            index = -1;
            return false;
        }

        long count = (long)((last >> _shift) - (address >> _shift));
        for (long i = 1; i <= count; i++)
        {
            if (!TryTranslate(address + ((ulong)i << _shift), out long next) || next != index + i)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryTranslate(ulong address, out long index)
    {
        ulong page = address & ~_offsetMask;
        if (_cache.TryGet(page, out index))
        {
            return true;
        }

        if (!map.TryFind(addressSpace, page, out index))
        {
            return false;
        }

        _cache.Add(page, index);
        return true;
    }
}
