using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Pages;

namespace DumpReader.Spaces;

/// <summary>Physical memory of a dump, by binary search among its page frame numbers.</summary>
internal sealed class PhysicalSpace(PfnTable pfns, IPageSource pages) : AddressSpace
{
    private readonly ulong _offsetMask = (1UL << pages.PageShift) - 1;

    public override int Read(ulong address, Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length)
        {
            WorkLimit.Poll();
            ulong at = address + (ulong)done;
            int offset = (int)(at & _offsetMask);
            int length = Math.Min(buffer.Length - done, (1 << pages.PageShift) - offset);
            int count = at >= address && TryFind(at, out long index) ? pages.Read(index, offset, buffer.Slice(done, length)) : 0;
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
        int offset = (int)(address & _offsetMask);
        return length >= 0 && length <= (1 << pages.PageShift) - offset
            && TryFind(address, out long index) && pages.TrySpan(index, offset, length, out bytes);
    }

    public override bool TryGetPhysical(ulong address, out PhysicalAddress physical)
    {
        physical = new PhysicalAddress(address);
        return TryFind(address, out _);
    }

    private bool TryFind(ulong address, out long index) => pfns.TryFind(new PhysicalAddress(address).ToPfn(pages.PageShift), out index);
}
