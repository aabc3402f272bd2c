using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>A list of security identifiers (<c>ksidlist_t</c>).</summary>
internal sealed class SidListEvent(Value list, IReadOnlyList<string> sids, bool verbose) : FactEvent
{
    private const int Indent = 4;

    public override Item? Item => new Item(list.Address, list.Type);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (verbose)
        {
            writer.Printf("ksl_ref = 0x%x\n", list.Number("ksl_ref"));
            writer.Printf("ksl_nsid = 0x%x\n", list.Number("ksl_nsid"));
            writer.Printf("ksl_neid = 0x%x\n", list.Number("ksl_neid"));
        }

        writer.Printf("ksl_sids = [\n");
        writer.Margin += Indent;
        foreach (string sid in sids)
        {
            writer.Printf("%s,\n", sid);
        }

        writer.Margin -= Indent;
        writer.Printf("]\n");
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(list.Address));
        facts.Add("refs", list.Number("ksl_ref"));
        facts.Add("nsid", list.Number("ksl_nsid"));
        facts.Add("neid", list.Number("ksl_neid"));
        facts.StartList("sids");
        foreach (string sid in sids)
        {
            facts.Add(sid);
        }

        facts.EndList();
    }
}
