using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Shows a string that is counted by its references.</summary>
[Dcmd("refstr")]
internal sealed class Refstr : Dcmd
{
    private sealed record Row(ulong Address, string Text);

    private static readonly Table<Row> Layout = new(
        [new("addr", r => Cell.Address(r.Address)), new("text", r => r.Text)], Header: null, (r, w) => w.Printf("%s\n", r.Text));

    public override DcmdInfo Info { get; } = new("refstr", "print string from a refstr_t")
    {
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        Help = "Shows the text of the refstr_t at the address.",
        Module = "genunix",
        StockHelp = false,
    };

    public override string? InputType => "refstr_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!call.HasAddress)
        {
            return call.Fail("address is required");
        }

        if (call.Session.Kernel.Type("refstr_t").Type is not { } type
            || !new Value(call.Target.Memory, type, call.Address).TryGet("rs_string", out Value text) || text.TextBehind() is not { } shown)
        {
            call.Run.ReadError($"couldn't read refstr_t at {call.Address:x}", call.Address);
            return Status.Error;
        }

        return call.Row(Layout, new Row(call.Address, shown), new Item(call.Address, type)) ? Status.Ok : Status.Abort;
    }
}
