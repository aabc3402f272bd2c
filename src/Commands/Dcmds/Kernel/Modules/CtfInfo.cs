using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Modules;

/// <summary>Lists the type data that the kernel has of its modules.</summary>
[Dcmd("ctfinfo")]
internal sealed class CtfInfo : Dcmd
{
    private sealed record Row(string Name, ulong Data, ulong Size);

    private static readonly Table<Row> Layout = new(
        [new("name", r => r.Name), new("ctfdata", r => Cell.Address(r.Data)), new("ctfsize", r => r.Size)],
        "MODULE                                  CTFDATA CTFSIZE",
        (r, w) => w.Printf("%-30s %?p %d\n", r.Name, r.Data, (long)r.Size));

    public override DcmdInfo Info { get; } = new("ctfinfo", "list module CTF information")
    {
        Module = "krtld",
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists where the CTF data of each module lies and how many bytes it has; 0 where there is none.",
        Examples = ["::ctfinfo"],
    };

    public override string? InputType => "struct modctl";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        return KernelObject.Each(call, "modctl", () => { }, address =>
        {
            if (!KernelObject.TryRead(call.Run, "struct modctl", address, "failed to read modctl at ", out Value modctl))
            {
                return Status.Error;
            }

            // A module that is not loaded has no structure.
            if (!KernelObject.TryReadPart(call.Run, "struct module", modctl.Number("mod_mp"), out Value module))
            {
                return Status.Ok;
            }

            var row = new Row(modctl.Text("mod_modname"), module.Number("ctfdata"), module.Number("ctfsize"));
            return call.Row(Layout, row, new Item(address, modctl.Type)) ? Status.Ok : Status.Abort;
        });
    }
}
