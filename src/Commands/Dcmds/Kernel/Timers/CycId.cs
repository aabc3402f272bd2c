using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>Shows the cyclics behind cyclic ids.</summary>
[Dcmd("cycid")]
internal sealed class CycId : Dcmd
{
    /// <param name="Id">Address of the id.</param>
    /// <param name="Cpu">The <c>cyc_cpu_t</c> on which the cyclic is.</param>
    /// <param name="Index">Its place there.</param>
    /// <param name="IsPart">A line below that of an omnipresent cyclic.</param>
    private sealed record Row(ulong Id, Value Cpu, long Index, bool IsPart)
    {
        public long Processor => Cpu.Signed("cyp_cpu->cpu_id");

        public Value? Cyclic => Cpu.TryGet("cyp_cyclics", out Value all) && all.TryDereference(out _) ? all.Element(Index) : null;
    }

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Id)), new("cpu", r => r.Processor), new("ndx", r => r.Index),
            new("cyclic", r => r.Cyclic is { } c ? Cell.Address(c.Address) : Cell.None),
            new("handler", r => r.Cyclic is { } c ? Cell.Symbolic(c.Number("cy_handler")) : Cell.None),
        ],
        "            ADDR  CPU NDX           CYCLIC HANDLER",
        Write);

    private static readonly Table<Value> Omnipresent = new(
        [new("addr", r => Cell.Address(r.Address)), new("omnipresent", _ => true), new("handler", r => Cell.Symbolic(r.Number("cyi_omni_hdlr.cyo_online")))],
        Layout.Header,
        (r, w) => w.Printf("%?p omnipresent, %a\n", r.Address, r.Number("cyi_omni_hdlr.cyo_online")));

    public override DcmdInfo Info { get; } = new("cycid", "display a cyclic id")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the cyclic that an id stands for, or all: processor, place in its cyclics, address and handler.",
        Examples = ["::cycid"],
    };

    public override string? InputType => "cyc_id_t";

    public override Status Invoke(Invocation call) => call.Arguments.Count > 0
        ? Status.Usage
        : KernelObject.Each(call, "cyclic_id_cache", () => call.Header(Layout), address =>
            KernelObject.TryRead(call.Run, "cyc_id_t", address, "couldn't read cyc_id_t at ", out Value id) ? Show(call, id) : Status.Error);

    private static Status Show(Invocation call, Value id)
    {
        var item = new Item(id.Address, id.Type);
        if (id.Number("cyi_cpu") != 0)
        {
            return Part(call, id.Address, id.Number("cyi_cpu"), id.Signed("cyi_ndx"), isPart: false, item);
        }

        if (!call.Row(Omnipresent, id, item))
        {
            return Status.Abort;
        }

        foreach (Item part in KernelObject.Elements(call.Run, "cycomni", item))
        {
            if (KernelObject.TryReadPart(call.Run, "cyc_omni_cpu_t", part.Bits, out Value on)
                && Part(call, id.Address, on.Number("cyo_cpu"), on.Signed("cyo_ndx"), isPart: true, item) == Status.Abort)
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static Status Part(Invocation call, ulong id, ulong cpu, long index, bool isPart, Item item) =>
        !KernelObject.TryRead(call.Run, "cyc_cpu_t", cpu, "couldn't read cyc_cpu at ", out Value on) ? Status.Error
        : call.Row(Layout, new Row(id, on, index, isPart), item) ? Status.Ok
        : Status.Abort;

    private static void Write(Row row, MdbWriter writer)
    {
        if (row.IsPart)
        {
            writer.Printf("%24s", "");
        }
        else
        {
            writer.Printf("%?p ", row.Id);
        }

        writer.Printf("%4d %3d %?p %a\n", (int)row.Processor, (int)row.Index, row.Cyclic?.Address ?? 0, row.Cyclic?.Number("cy_handler") ?? 0);
    }
}
