using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Spaces;

namespace Commands.Dcmds.Core;

/// <summary>Translates a virtual address.</summary>
[Dcmd("vtop")]
internal sealed class Vtop : Dcmd
{
    private sealed record Row(ulong Virtual, ulong Physical);

    private static readonly Table<Row> Layout = new(
        [new("virtual", r => Cell.Address(r.Virtual)), new("physical", r => Cell.Address(r.Physical))],
        Header: null,
        (r, w) =>
        {
            w.Write("virtual ");
            w.Radix(r.Virtual, prefix: false);
            w.Write(" mapped to physical ");
            w.Radix(r.Physical, prefix: false);
            w.NewLine();
        });

    public override DcmdInfo Info { get; } = new("vtop", "print physical mapping of virtual address")
    {
        Usage = "[-a as]",
        Address = AddressUse.Required,
        StockHelp = false,
        Help = "Translates a virtual address of the kernel, or with -a of the address space whose struct as is given.",
        Examples = ["*panic_thread::vtop"],
    };

    public override Status Invoke(Invocation call)
    {
        if (!call.HasAddress || CommandOptions.Parse(call, "", "a") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        AddressSpace? space = options.TryNumber('a', out ulong wanted) ? call.Target.UserSpace(wanted) : call.Session.Memory;
        if (space is null || !space.TryGetPhysical(call.Address, out PhysicalAddress physical))
        {
            return call.Fail($"failed to get physical mapping: {Reasons.NoMapping}");
        }

        call.Row(Layout, new Row(call.Address, physical.Value), new Item(physical.Value));
        return Status.Ok;
    }
}
