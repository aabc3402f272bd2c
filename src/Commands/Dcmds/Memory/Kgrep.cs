using System.Numerics;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Scans;

namespace Commands.Dcmds.Memory;

/// <summary>Finds every place of kernel memory that holds a value.</summary>
[Dcmd("kgrep")]
internal sealed class Kgrep : Dcmd
{
    private static readonly Column<WordHit>[] _columns = [new("addr", h => Cell.Address(h.Address)), new("value", h => Cell.Address(h.Word))];

    private static readonly Table<WordHit> _plain = new(_columns, null, (h, w) => w.Printf("%p\n", h.Address));

    private static readonly Table<WordHit> _verbose = new(_columns, null, (h, w) => w.Printf("%p:\t%llx\n", h.Address, h.Word));

    public override DcmdInfo Info { get; } = new("kgrep", "search kernel as for a pointer")
    {
        Module = "genunix",
        Address = AddressUse.Required,
        Usage = "[-v] [-d dist|-m mask|-M invmask] [-a minad] [-A maxad] [-s sz]",
        Help = """
            Prints the address of every aligned word of kernel memory that holds the value given as address: all segments of the kernel's
            address space but the heap's, and of the heap what is allocated.

            -v    show the word, too
            -d n  words from the value up to, not including, value + n
            -m n  compare only the bits of mask n
            -M n  compare all but the bits of mask n
            -a n  from address n on
            -A n  up to, not including, address n
            -s n  words of n bytes: 1, 2, 4 or 8 (the default)
            """,
        Examples = ["kas::kgrep", "kas::kgrep -v -d 8"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v", "dmMaAs") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        if ("dmM".Count(options.Has) > 1)
        {
            return call.Fail("only one of -d, -m and -M may be specified", Status.Usage);
        }

        if (!call.HasAddress)
        {
            return Status.Usage;
        }

        return TryRequest(call, options, out WordSearch? search, out int size) ? Search(call, options, search, size) : Status.Error;
    }

    /// <summary>False after the message that nothing can be searched like this; no search where no word of the size can match.</summary>
    private static bool TryRequest(Invocation call, CommandOptions options, out WordSearch? search, out int size)
    {
        ulong value = call.Address;
        ulong mask = options.TryNumber('M', out ulong inverse) ? ~inverse : options.Number('m', ulong.MaxValue);
        if ((value & ~mask) != 0)
        {
            call.Run.Error("warning: pattern does not match mask");
        }

        search = null;
        ulong bytes = options.Number('s', sizeof(ulong));
        size = (int)Math.Min(bytes, sizeof(ulong));
        if (bytes > sizeof(ulong) || !BitOperations.IsPow2(bytes))
        {
            call.Run.Error(bytes > sizeof(ulong) ? "sizes greater than 8 not supported" : "size must be a power of 2");
            return false;
        }

        ulong most = WordSearch.Most(size);
        if (value > most)
        {
            call.Run.Error($"warning: pattern {value:x} overflows requested size {size} (max: {most:x})");
        }

        bool near = options.TryNumber('d', out ulong distance);
        if (near && value <= most && distance > most - value)
        {
            call.Run.Error($"pattern {value:x} + distance {distance:x} overflows size{(call.Run.Session.Options.Stock ? '\n' : ' ')}{size} (max: {most:x})");
            return false;
        }

        search = near ? WordSearch.Near(size, value, distance)
            : options.Has('m') || options.Has('M') ? WordSearch.Masked(size, value, mask)
            : WordSearch.Equal(size, value);
        return true;
    }

    private static Status Search(Invocation call, CommandOptions options, WordSearch? search, int size)
    {
        bool exact = "dmMaAs".Any(options.Has);
        var window = new AddressRange(options.Number('a', 0), options.Number('A', ulong.MaxValue));
        if (KernelRanges.List(call.Run) is not { } ranges)
        {
            return Status.Error;
        }

        IEnumerable<AddressRange> searched = ranges.Select(r => exact ? r.Within(window).FromMultiple(size) : WholePages(r));
        var parts = new MemoryParts(call.Target.Memory, searched);
        Table<WordHit> table = options.Has('v') ? _verbose : _plain;
        bool sawMemory = false;
        foreach (PartHits part in (search ?? WordSearch.Nothing).Find(call.Target.Memory, parts, call.Run.Watch("::kgrep")))
        {
            sawMemory |= part.SawMemory;
            foreach (WordHit hit in part.Hits)
            {
                if (!call.Row(table, hit, new Item(hit.Address)))
                {
                    return Status.Ok;
                }
            }
        }

        if (!sawMemory && !call.Run.ShouldStop)
        {
            call.Run.Error("warning: nothing searched");
        }

        return Status.Ok;
    }

    private static AddressRange WholePages(AddressRange range)
    {
        const ulong Within = DumpReader.Spaces.AddressSpace.SmallestPage - 1;
        return range.Length == 0 ? range : new AddressRange(range.Start & ~Within, ((range.End - 1) | Within) + 1);
    }
}
