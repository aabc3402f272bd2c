using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows the settings of ZFS.</summary>
[Dcmd("zfs_params")]
internal sealed class ZfsParams : Dcmd
{
    private sealed record Row(string Name, ulong Address, ulong Size, ulong Value);

    private static readonly Table<Row> Layout = new(
        [new("name", r => r.Name), new("addr", r => Cell.Address(r.Address)), new("size", r => r.Size), new("value", r => r.Value)],
        Header: null,
        (r, w) => w.Printf("%s = 0x%llx\n", r.Name, r.Value));

    public override DcmdInfo Info { get; } = new("zfs_params", "print zfs tunable parameters")
    {
        Module = "zfs",
        StockPipeForm = false,
        Help = "Shows the variables by which ZFS is tuned, in hexadecimal; those of them that the kernel of the dump has.",
        Examples = ["::zfs_params"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.HasAddress)
        {
            return Status.Usage;
        }

        bool any = false;
        foreach (string name in ZfsTunables.Names)
        {
            if (call.Session.FindSymbol(null, name, out Symbol symbol) != SymbolLookup.Found)
            {
                continue;
            }

            any = true;
            if (KernelObject.Variable(call.Run, name) is not { } value)
            {
                call.Run.ReadError($"failed to read '{name}': {Reasons.NoMapping}", symbol.Value);
            }
            else if (!call.Row(Layout, new Row(name, symbol.Value, symbol.Size, value), new Item(symbol.Value)))
            {
                return Status.Abort;
            }
        }

        return any ? Status.Ok : call.Fail("the dump has none of the variables of zfs");
    }
}
