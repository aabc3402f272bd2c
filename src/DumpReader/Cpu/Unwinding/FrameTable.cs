using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Cpu.Unwinding;

/// <summary>
/// The frame entries of one object by the addresses of its code. The table that the linker makes for the run-time library
/// (<c>.eh_frame_hdr</c>) is searched by halves where it is there and good; otherwise all entries are read once. Safe for concurrent use.
/// </summary>
/// <param name="header">Address of <c>.eh_frame_hdr</c> in the space of <paramref name="frames"/>; 0 for none.</param>
/// <param name="headerEnd">Address behind it.</param>
/// <param name="frames">The section <c>.eh_frame</c>, or what may hold it; null for none.</param>
/// <param name="debug">The section <c>.debug_frame</c>; null for none.</param>
internal sealed class FrameTable(ulong header, ulong headerEnd, FrameSection? frames, FrameSection? debug)
{
    private const int HeadSize = 12;            // version, three encodings, eh_frame_ptr, fde_count
    private const uint Head = 0x3b031b01;       // version 1; pcrel sdata4, udata4, datarel sdata4: what linkers write
    private const uint EntrySize = 8;

    private readonly Once<FrameEntry[]> _frames = new(() => All(frames is null || header == 0 ? frames : Exact(frames, header)));
    private readonly Once<FrameEntry[]> _debug = new(() => All(debug));

    /// <summary>The entry for the code at an address; null where there is none.</summary>
    public FrameEntry? Find(ulong address) => (TrySearch(address, out FrameEntry? entry) ? entry : Search(_frames.Value, address)) ?? Search(_debug.Value, address);

    /// <summary>Told of what is larger, deeper or longer than is believed in the entries.</summary>
    public LimitLog Log => frames?.Log ?? debug?.Log ?? LimitLog.None;

    /// <summary>False where the table is not there or not good.</summary>
    private bool TrySearch(ulong address, out FrameEntry? entry)
    {
        entry = null;
        if (frames is null || header == 0 || !frames.Space.TryReadUInt32(header, out uint head) || head != Head
            || !frames.Space.TryReadUInt32(header + 8, out uint count) || count == 0 || count > (headerEnd - header - HeadSize) / EntrySize)
        {
            return false;
        }

        uint low = 0;
        for (uint high = count; low < high;)
        {
            uint middle = low + ((high - low) / 2);
            if (!TryRow(middle, out ulong start, out _))
            {
                return false;
            }

            (low, high) = start <= address ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return true;
        }

        if (!TryRow(low - 1, out ulong first, out ulong place) || FrameEntry.Read(frames, place, [], out _) is not { } found || found.Start != first)
        {
            return false;
        }

        entry = found.Contains(address) ? found : null;
        return true;
    }

    private bool TryRow(uint index, out ulong start, out ulong place)
    {
        bool isThere = frames!.Space.TryReadUInt64(header + HeadSize + (index * (ulong)EntrySize), out ulong row);
        start = unchecked(header + (ulong)(int)(uint)row);
        place = unchecked(header + (ulong)(int)(uint)(row >> 32));
        return isThere;
    }

    private static FrameEntry? Search(FrameEntry[] sorted, ulong address)
    {
        int low = 0;
        for (int high = sorted.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle].Start <= address ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && sorted[low - 1].Contains(address) ? sorted[low - 1] : null;
    }

    /// <summary>The header says where the entries begin.</summary>
    private static FrameSection? Exact(FrameSection within, ulong header) =>
        within.Space.TryReadUInt32(header, out uint head) && (head & 0xffff) == (Head & 0xffff) && within.Space.TryReadUInt32(header + 4, out uint distance)
            && unchecked(header + 4 + (ulong)(int)distance) is var start && start >= within.Start && start < within.End
            ? within with { Start = start }
            : null;

    private static FrameEntry[] All(FrameSection? section)
    {
        var found = new List<FrameEntry>();
        var commons = new Dictionary<ulong, CommonEntry?>();
        ulong start = section?.Start ?? 0;
        for (ulong at = start; section is not null;)
        {
            if (at - start >= Limits.FrameBytes || found.Count == Limits.FrameEntries)
            {
                SayCut(section, at, found.Count);
                break;
            }

            if (FrameEntry.Read(section, at, commons, out ulong next) is { Size: > 0 } entry)
            {
                found.Add(entry);
            }

            if (next <= at)
            {
                break;
            }

            at = next;
        }

        found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return [.. found];
    }

    /// <summary>Says that entries are left out, if there are any where the reading of them ended.</summary>
    private static void SayCut(FrameSection section, ulong at, int entries)
    {
        if (at >= section.End || !section.Space.TryReadUInt32(at, out uint length) || length == 0)
        {
            return;
        }

        const string left = "; the others are left out, and frames of their code may not be found";
        if (entries == Limits.FrameEntries)
        {
            section.Log.Say(nameof(Limits.FrameEntries), $"more than {Limits.FrameEntries} entries of call frame information{left}");
        }
        else
        {
            section.Log.Say(nameof(Limits.FrameBytes), $"entries of call frame information of more than {Limits.FrameBytes} bytes{left}");
        }
    }
}
