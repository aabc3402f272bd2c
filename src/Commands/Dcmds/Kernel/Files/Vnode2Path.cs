using Commands.Pipeline;
using Commands.Walkers.Kernel.Files;
using DumpReader.Kernel.Files;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Shows the path name of a vnode.</summary>
[Dcmd("vnode2path")]
internal sealed class Vnode2Path : Dcmd
{
    // vtype_t of sys/vnode.h, by number.
    private static readonly Dictionary<ulong, string> Marks = new() { [2] = "/", [5] = "@", [6] = "|", [7] = ">", [9] = "=" };

    private sealed record Row(ulong Vnode, string Path, string Mark);

    private static readonly Table<Row> Layout = new(
        [new("addr", r => Cell.Address(r.Vnode)), new("path", r => r.Path), new("mark", r => r.Mark)],
        Header: null,
        (r, w) => w.Printf("%s%s\n", r.Path, r.Mark));

    public override DcmdInfo Info { get; } = new("vnode2path", "vnode address to pathname")
    {
        Usage = "[-F]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the path of the vnode at the address: what the kernel noted, else what the name cache has; ?? stands for the part
            that nothing names.

              -F  a mark behind it: / directory, @ symbolic link, | fifo, > door, = socket
            """,
        Examples = ["::dnlc | ::vnode2path"],
    };

    public override string? InputType => "vnode_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "F") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (!call.HasAddress)
        {
            return call.Fail("expected explicit vnode_t address before ::", Status.Usage);
        }

        if (PathNames.Of(call.Run, call.Address) is not { } path)
        {
            return Status.Error;
        }

        string mark = "";
        if (options.Has('F'))
        {
            if (!KernelObject.TryRead(call.Run, "vnode_t", call.Address, "failed to read vnode at ", out Value vnode))
            {
                return Status.Error;
            }

            mark = Marks.GetValueOrDefault(vnode.Number("v_type"), " ");
            mark = mark == "/" && path.Text.EndsWith('/') ? "" : mark;
        }

        return call.Row(Layout, new Row(call.Address, path.Text, mark), new Item(call.Address, call.Session.Kernel.Type("vnode_t").Type))
            ? Status.Ok
            : Status.Abort;
    }
}
