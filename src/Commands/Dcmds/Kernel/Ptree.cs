using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows processes by their family.</summary>
[Dcmd("ptree")]
internal sealed class Ptree : Dcmd
{
    private sealed record Row(ulong Address, string Name, int Depth);

    private static readonly Table<Row> Layout = new(
        [new("addr", r => Cell.Address(r.Address)), new("name", r => r.Name), new("depth", r => r.Depth)],
        Header: null,
        (r, w) => w.Printf("%*s%0?p  %s\n", r.Depth * 5, "", r.Address, r.Name));

    public override DcmdInfo Info { get; } = new("ptree", "print the process tree")
    {
        Module = "genunix",
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows every process below its parent; with an address the ancestors of that process and what is below it.",
        Examples = ["::ptree"],
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call)
    {
        var depths = new Dictionary<ulong, int>();
        if (call.HasAddress && !Ancestors(call, depths))
        {
            return Status.Error;
        }

        if (KernelObject.Walk(call, "proc", call.HasAddress ? call.Item : null) is not { } processes)
        {
            return Status.Error;
        }

        foreach (Item item in processes)
        {
            if (!Ps.TryRow(call, item.Bits, out ProcessRow? row))
            {
                continue;
            }

            int depth = depths.TryGetValue(row!.Process.Number("p_parent"), out int parent) ? parent + 1 : 0;
            depths[item.Bits] = depth;
            if (!Emit(call, row, depth))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static bool Ancestors(Invocation call, Dictionary<ulong, int> depths)
    {
        var line = new Stack<ProcessRow>();
        var seen = new HashSet<ulong> { call.Address };
        if (!Ps.TryRow(call, call.Address, out ProcessRow? row))
        {
            return false;
        }

        while (row!.Process.Number("p_parent") is var parent and not 0 && seen.Add(parent))
        {
            if (line.Count == Limits.ProcessDepth)
            {
                call.Run.PartialAlways(WalkFault.TooMany("proc", Limits.ProcessDepth, parent).Problem);
                break;
            }

            if (!Ps.TryRow(call, parent, out row))
            {
                break;
            }

            line.Push(row!);
        }

        int depth = 0;
        foreach (ProcessRow ancestor in line)
        {
            depths[ancestor.Address] = depth;
            Emit(call, ancestor, depth++);
        }

        return true;
    }

    private static bool Emit(Invocation call, ProcessRow row, int depth) =>
        call.Row(Layout, new Row(row.Address, row.Name, depth), new Item(row.Address, row.Process.Type));
}
