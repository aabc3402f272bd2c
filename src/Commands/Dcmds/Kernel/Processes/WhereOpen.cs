using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Finds the processes that have a vnode open.</summary>
[Dcmd("whereopen")]
internal sealed class WhereOpen : Dcmd
{
    private sealed record Row(ulong File, ulong Process);

    private static readonly Table<Row> Layout = new(
        [new("file", r => Cell.Address(r.File)), new("proc", r => Cell.Address(r.Process))],
        Header: null,
        (r, w) => w.Printf("file %p\n%p\n", r.File, r.Process));

    public override DcmdInfo Info { get; } = new("whereopen", "given a vnode, dumps procs which have it open")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows each process that has the vnode open, with the first file_t that it has it open by.",
    };

    public override string? InputType => "vnode_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.Address == 0)
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "proc", failure: "can't proc walk") is not { } processes)
        {
            return Status.Error;
        }

        foreach (Item process in processes)
        {
            if (First(call, process.Bits) is { } file
                && !call.Row(Layout, new Row(file, process.Bits), new Item(process.Bits, call.Session.Kernel.Process.Type)))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static ulong? First(Invocation call, ulong process)
    {
        KernelObjects kernel = call.Session.Kernel;
        if (kernel.Type("file_t").Type is not { } type)
        {
            return null;
        }

        foreach (ulong file in OpenFiles.Walk(kernel, process, fault => call.Run.Partial(fault.Problem)).UntilStopped(call.Run))
        {
            if (file == 0 || !new Value(kernel.Memory, type, file).TryGet("f_vnode", out Value vnode))
            {
                continue;
            }

            if (!vnode.TryUInt64(out ulong address))
            {
                call.Run.Missing(vnode.Address);
            }
            else if (address == call.Address)
            {
                return file;
            }
        }

        return null;
    }
}
