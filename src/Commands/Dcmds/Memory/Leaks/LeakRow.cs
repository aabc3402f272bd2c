using Commands.Pipeline;
using DumpReader.Kernel.Memory.Leaks;
using DumpReader.Symbols;

namespace Commands.Dcmds.Memory.Leaks;

/// <summary>A line of ::findleaks: leaked buffers of one cache and one stack.</summary>
/// <param name="Group">The buffers.</param>
/// <param name="Control">The structure that controls the oldest of them.</param>
/// <param name="Caller">Who called the allocator; null where no stack was kept.</param>
/// <param name="Name">Symbol of the caller, by which the table is sorted.</param>
internal sealed record LeakRow(LeakGroup Group, ulong Control, ulong? Caller, string Name) : IComparable<LeakRow>
{
    private static readonly Column<LeakRow>[] _columns =
    [
        new("cache", r => r.Group.Cache is { } cache ? Cell.Address(cache.Address) : Cell.None), new("name", r => r.Source),
        new("leaked", r => r.Group.Count), new("ctl", r => Cell.Address(r.Control)), new("bytes", r => r.Group.Bytes),
        new("smallest", r => r.Group.Smallest), new("largest", r => r.Group.Largest),
        new("caller", r => r.Caller is { } caller ? Cell.Symbolic(caller) : Cell.None),
    ];

    private static readonly Table<LeakRow> _segments = new(
        _columns, "BYTES             LEAKED         VMEM_SEG CALLER",
        (r, w) =>
        {
            w.Printf("%-16s %7d %?p ", r.Size, (int)r.Group.Count, r.Control);
            r.EndLine(w);
        });

    private static readonly Table<LeakRow> _buffers = _segments with
    {
        Header = "CACHE             LEAKED           BUFFER CALLER",
        WriteRow = (r, w) =>
        {
            w.Printf("%0?p %7d %0?p ", r.Group.Cache!.Address, (int)r.Group.Count, r.Control);
            r.EndLine(w);
        },
    };

    private static readonly Table<LeakRow> _audited = _buffers with { Header = "CACHE             LEAKED           BUFCTL CALLER" };

    /// <summary>Name of the cache; of all segments the same.</summary>
    public string Source => Group.Cache?.Name ?? "kmem_oversize";

    /// <summary>Bytes of a buffer: a number, or two where they differ.</summary>
    public string Size => Group.Smallest == Group.Largest ? $"{Group.Smallest}" : $"{Group.Smallest}-{Group.Largest}";

    public static Table<LeakRow> Layout(LeakKind kind) => kind switch
    {
        LeakKind.Segment => _segments,
        LeakKind.Buffer => _buffers,
        _ => _audited,
    };

    public static LeakRow Of(Session session, LeakGroups groups, LeakGroup group)
    {
        ulong? caller = null;
        string name = "";
        foreach (ulong frame in group.Frames)
        {
            // Without a better one the last frame is as good as any.
            caller = frame;
            if (session.TryFind(frame, out Symbol symbol, out _))
            {
                name = symbol.Name;
                if (!name.StartsWith("kmem_", StringComparison.Ordinal) && !name.StartsWith("vmem_", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }

        return new LeakRow(group, groups.Control(group.Oldest), caller, name);
    }

    /// <summary>By symbol of the caller, then its address, then size or cache.</summary>
    public int CompareTo(LeakRow? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = string.CompareOrdinal(Name, other.Name);
        order = order != 0 ? order : (Caller ?? 0).CompareTo(other.Caller ?? 0);
        return order != 0 ? order
            : Group.Cache is { } cache ? cache.Address.CompareTo(other.Group.Cache?.Address ?? 0)
            : Group.Smallest.CompareTo(other.Group.Smallest);
    }

    private void EndLine(Output.MdbWriter writer)
    {
        if (Caller is { } caller)
        {
            writer.Printf("%a\n", caller);
        }
        else
        {
            writer.Write("?\n");
        }
    }
}
