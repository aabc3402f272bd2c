using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Lists the scheduling classes.</summary>
[Dcmd("class")]
internal sealed class ClassDcmd : Dcmd
{
    private sealed record Row(int Slot, Value Class)
    {
        public string Name => Class.TryGet("cl_name", out Value name) && name.TryString(out string text) ? text : "???";
    }

    private static readonly Table<Row> Layout = new(
        [
            new("slot", r => r.Slot), new("name", r => r.Name), new("init", r => Cell.Symbolic(r.Class.Number("cl_init"))),
            new("funcs", r => Cell.Symbolic(r.Class.Number("cl_funcs"))),
        ],
        "SLOT NAME       INIT FCN                 CLASS FCN               ",
        (r, w) => w.Printf("%4ld %-10s %-24a %-24a\n", r.Slot, r.Name, r.Class.Number("cl_init"), r.Class.Number("cl_funcs")));

    public override DcmdInfo Info { get; } = new("class", "print process scheduler classes")
    {
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the scheduling classes: name, initialisation and functions. Empty slots are listed too.",
        Examples = ["::class"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.HasAddress)
        {
            return Status.Usage;
        }

        if (call.Session.FindSymbol(null, "sclass", out Symbol table) != SymbolLookup.Found)
        {
            return call.Fail("failed to find symbol sclass: " + Reasons.UnknownSymbol);
        }

        if (call.Session.FindType("sclass_t", out string reason)?.Resolve() is not StructType { Size: > 0 } type)
        {
            return call.Fail("failed to look up type sclass_t: " + reason);
        }

        call.Header(Layout);
        for (ulong i = 0; i < table.Size / type.Size && !call.Run.ShouldStop; i++)
        {
            ulong address = table.Value + (i * type.Size);
            if (!KernelObject.TryRead(call.Run, "sclass_t", address, "failed to read sclass_t at ", out Value slot))
            {
                return Status.Error;
            }

            call.Row(Layout, new Row((int)i, slot), new Item(address, slot.Type));
        }

        return Status.Ok;
    }
}
