using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows who refers to an object of ZFS.</summary>
[Dcmd("zfs_refcount")]
internal sealed class ZfsRefcount : Dcmd
{
    private const int LongestTag = 80;

    private static readonly Table<Value> Summary = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("holds", r => r.Number("rc_count")),
            new("released", r => r.Number("rc_removed_count")), new("tracked", r => IsTracked(r)),
        ],
        Header: null,
        (r, w) =>
        {
            w.Printf("refcount_t at %p has %llu current holds", r.Address, r.Number("rc_count"));
            if (IsTracked(r))
            {
                w.Printf(", %llu recently released holds\n", r.Number("rc_removed_count"));
            }
            else
            {
                w.Printf(" (untracked)\n");
            }
        });

    /// <param name="Reference">A <c>reference_t</c>.</param>
    /// <param name="Tag">The text that the holder is; null where it is another object.</param>
    private sealed record Hold(Value Reference, string? Tag, bool IsReleased);

    private static readonly Table<Hold> Holds = new(
        [
            new("addr", r => Cell.Address(r.Reference.Address)), new("holder", r => Cell.Symbolic(r.Reference.Number("ref_holder"))),
            new("tag", r => r.Tag), new("count", r => r.Reference.Number("ref_number")), new("is_released", r => r.IsReleased),
        ],
        Header: null,
        (r, w) =>
        {
            ulong count = r.Reference.Number("ref_number");
            w.Printf("    reference ");
            if (count != 1)
            {
                w.Printf("with count=%llu ", count);
            }

            w.Printf("with tag %a", r.Reference.Number("ref_holder"));
            w.Printf(r.Tag is null ? "\n" : " \"%s\"\n", r.Tag);
        });

    public override DcmdInfo Info { get; } = new("zfs_refcount", "print zfs_refcount_t holders")
    {
        Usage = "[-r]",
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = """
            Shows how many hold the object whose zfs_refcount_t is at the address and, where the kernel keeps track, who they are.

              -r  also those that let it go last
            """,
    };

    public override string? InputType => "zfs_refcount_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "r") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        string type = call.Session.FindType("zfs_refcount_t", out _) is null ? "refcount_t" : "zfs_refcount_t";
        if (!KernelObject.TryRead(call.Run, type, call.Address, $"failed to read {type} at ", out Value count))
        {
            return Status.Error;
        }

        if (!call.Row(Summary.And(Holds.Names), count, new Item(call.Address, count.Type)))
        {
            return Status.Abort;
        }

        return !IsTracked(count) ? Status.Ok
            : Show(call, count, "rc_list", "current holds:", released: false)
                && (!options.Has('r') || Show(call, count, "rc_removed", "released holds:", released: true)) ? Status.Ok
            : Status.Abort;
    }

    private static bool IsTracked(Value count) => count.Number("rc_tracked") != 0;

    private static bool Show(Invocation call, Value count, string list, string title, bool released)
    {
        bool first = true;
        Table<Hold> table = Holds.And(Summary.Names);
        foreach (Item item in KernelObject.Elements(call.Run, "list", (Item)count.AddressOf(list)))
        {
            if (first && !call.Line(title))
            {
                return false;
            }

            first = false;
            if (!KernelObject.TryRead(call.Run, "reference_t", item.Bits, "failed to read reference_t at ", out Value reference))
            {
                break;
            }

            var hold = new Hold(reference, Tag(call, reference.Number("ref_holder")), released);
            if (!call.Row(table, hold, new Item(item.Bits, reference.Type)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Many holders are known by a constant text only.</summary>
    private static string? Tag(Invocation call, ulong holder) =>
        call.Session.FindType("char", out _) is { } character && new Value(call.Target.Memory, character, holder).TextBehind() is { } text
            && text.Length is > 1 and <= LongestTag && text.All(c => c is >= ' ' and <= '~') ? text : null;
}
