using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>Supplementary groups of a credential (<c>credgrp_t</c>).</summary>
internal sealed class CredGroupsEvent(Value head, IReadOnlyList<uint> groups, bool verbose) : FactEvent
{
    private const int Indent = 4;

    public override Item? Item => new Item(head.Address, head.Type);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (verbose)
        {
            writer.Printf("crg_ref = 0x%x\ncrg_ngroups = 0x%x\n", head.Number("crg_ref"), head.Number("crg_ngroups"));
        }

        // The groups stand on one line, broken where the page ends.
        bool wraps = writer.Autowrap;
        writer.Printf("crg_groups = [\n");
        writer.Autowrap = true;
        writer.Margin += Indent;
        foreach (uint group in groups)
        {
            writer.Printf("\t%u,", group);
        }

        writer.NewLine();
        writer.Margin -= Indent;
        writer.Autowrap = wraps;
        writer.Printf("]\n");
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(head.Address));
        facts.Add("refs", head.Number("crg_ref"));
        facts.Add("ngroups", head.Number("crg_ngroups"));
        facts.StartList("groups");
        foreach (uint group in groups)
        {
            facts.Add((ulong)group);
        }

        facts.EndList();
    }
}
