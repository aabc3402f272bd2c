using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>Shows a credential.</summary>
[Dcmd("cred")]
internal sealed class Cred : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("uid", r => r.Number("cr_uid")), new("gid", r => r.Number("cr_gid")),
            new("ruid", r => r.Number("cr_ruid")), new("rgid", r => r.Number("cr_rgid")),
            new("groups", r => r.Number("cr_grps->crg_ngroups")),
            new("sids", r => r.Number("cr_ksid") != 0),
        ],
        "            ADDR      UID      GID     RUID     RGID #GRP(+SIDS)",
        (r, w) => w.Printf("%0?p %8u %8u %8u %8u %4u%s\n", r.Address, r.Number("cr_uid"), r.Number("cr_gid"), r.Number("cr_ruid"),
            r.Number("cr_rgid"), r.Number("cr_grps->crg_ngroups"), r.Number("cr_ksid") != 0 ? "+" : ""));

    public override DcmdInfo Info { get; } = new("cred", "display a credential")
    {
        Usage = "[-v]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the credential at the address: users, groups, and a + when it has security identifiers.

              -v  all of it, with its supplementary groups and security identifiers
            """,
    };

    public override string? InputType => "struct cred";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (!options.Has('v'))
        {
            call.Header(Layout);
        }

        if (!KernelObject.TryRead(call.Run, "struct cred", call.Address, "error reading cred_t at ", out Value cred))
        {
            return Status.Error;
        }

        if (!options.Has('v'))
        {
            return call.Row(Layout, cred, new Item(call.Address, cred.Type)) ? Status.Ok : Status.Abort;
        }

        call.Session.Evaluate(".::print 'struct cred'", call.Address, call.Output);
        Invocation inner = CredentialParts.Indented(call);
        call.Text("cr_grps:\n");
        Show(inner, cred.Number("cr_grps"), CredentialParts.ShowGroups);
        call.Text("cr_ksid:\n");
        Show(inner, cred.Number("cr_ksid"), CredentialParts.ShowSids);
        return Status.Ok;
    }

    private static void Show(Invocation inner, ulong part, Func<Invocation, ulong, bool, Status> show)
    {
        if (part == 0)
        {
            inner.Text("(null)\n");
            return;
        }

        show(inner, part, true);
    }
}
