using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Modules;

/// <summary>Lists the control records of the kernel's modules.</summary>
[Dcmd("modctl")]
internal sealed class ModCtl : Dcmd
{
    /// <summary>Letters of the states, in the order in which they are shown.</summary>
    private static readonly (string Member, char Letter)[] Bits =
        [("mod_busy", 'b'), ("mod_want", 'w'), ("mod_prim", 'p'), ("mod_loaded", 'l'), ("mod_installed", 'i')];

    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("module", r => Cell.Address(r.Number("mod_mp"))), new("bits", r => Letters(r)),
            new("flags", r => LoadFlags(r)), new("ref", r => r.Signed("mod_ref")), new("file", r => FileName(r)),
        ],
        "          MODCTL           MODULE   BITS FLAGS REF FILE",
        (r, w) => w.Printf("%?p %?p %6s 0x%02x %3d %s\n", r.Address, r.Number("mod_mp"), Letters(r), LoadFlags(r), (int)r.Signed("mod_ref"),
            FileName(r)));

    public override DcmdInfo Info { get; } = new("modctl", "list modctl structures")
    {
        Module = "krtld",
        Address = AddressUse.Optional,
        UsageNamesAddress = false,
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the modctl of each module: its structure, state (busy, wanted, primary, loaded, installed), flags, references, file.",
        Examples = ["::modctl"],
    };

    public override string? InputType => "struct modctl";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "modctl", "struct modctl", Layout);

    private static string Letters(Value modctl) =>
        string.Concat(Bits.Where(bit => modctl.Number(bit.Member) != 0).Select(bit => bit.Letter));

    private static ulong LoadFlags(Value modctl) => modctl.Number("mod_loadflags");

    private static string FileName(Value modctl) =>
        modctl.Number("mod_filename") != 0 && modctl.TryGet("mod_filename", out Value name) && name.TryString(out string text)
            ? text
            : "???";
}
