using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>Shows the binding of a name to a driver.</summary>
[Dcmd("binding_hash_entry")]
internal sealed class BindingHashEntry : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("next", r => Cell.Address(r.Number("b_next"))),
            new("major", r => r.Signed("b_num")), new("name", r => r.Text("b_name")), new("bind_name", r => r.Text("b_bind_name")),
        ],
        "            NEXT MAJOR NAME(S)",
        (r, w) =>
        {
            w.Printf("%?p %5d %s", r.Number("b_next"), (int)r.Signed("b_num"), r.Text("b_name"));
            w.Printf(r.Number("b_bind_name") == 0 ? "\n" : " %s\n", r.Text("b_bind_name"));
        });

    public override DcmdInfo Info { get; } = new("binding_hash_entry", "print driver names hash table entry")
    {
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the struct bind at the address: the next of its chain, the major number, and the names.",
        Examples = ["mb_hashtab::walk binding_hash | ::binding_hash_entry"],
    };

    public override string? InputType => "struct bind";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "binding_hash", "struct bind", Layout);
}
