using System.Globalization;
using System.Runtime.InteropServices;
using Commands.Pipeline;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>The parts of a credential that lie outside of it (sys/cred_impl.h, sys/sid.h).</summary>
internal static class CredentialParts
{
    /// <summary>More groups or identifiers than a credential has; NGROUPS_UMAX is 1024.</summary>
    private const ulong Most = 65_536;

    private sealed record SetRow(Value Set, string User, string Group, string Owner);

    private static readonly Table<SetRow> Sets = SetTable(verbose: false);

    private static readonly Table<SetRow> WideSets = SetTable(verbose: true);

    /// <summary>Supplementary groups: <c>credgrp_t</c>.</summary>
    public static Status ShowGroups(Invocation call, ulong address, bool verbose)
    {
        if (!KernelObject.TryRead(call.Run, "credgrp_t", address, out Value head) || !head.TryGet("crg_groups", out Value first))
        {
            return Unreadable(call, "credgrp_t", address);
        }

        var groups = new uint[(int)Math.Min(head.Number("crg_ngroups"), Most)];
        if (!call.Target.Memory.TryRead(first.Address, MemoryMarshal.AsBytes(groups.AsSpan())))
        {
            return Unreadable(call, "credgrp_t", address);
        }

        return call.Emit(new CredGroupsEvent(address, head.Number("crg_ref"), groups, verbose)) ? Status.Ok : Status.Abort;
    }

    /// <summary>Security identifiers of a credential: <c>credsid_t</c>, with its list when verbose.</summary>
    public static Status ShowSids(Invocation call, ulong address, bool verbose)
    {
        if (!KernelObject.TryRead(call.Run, "credsid_t", address, out Value set) || !set.TryGet("kr_sidx", out Value three))
        {
            return Unreadable(call, "credsid_t", address);
        }

        var row = new SetRow(set, Sid(three.Element(0)), Sid(three.Element(1)), Sid(three.Element(2)));
        if (!call.Row(verbose ? WideSets : Sets, row, new Item(address, set.Type)))
        {
            return Status.Abort;
        }

        if (!verbose || set.Number("kr_sidlist") is not (var list and not 0))
        {
            return Status.Ok;
        }

        call.Text("*kr_sidlist = {\n");
        Status status = ShowList(Indented(call), list, verbose);
        call.Text("}\n");
        return status;
    }

    /// <summary>A list of security identifiers: <c>ksidlist_t</c>.</summary>
    public static Status ShowList(Invocation call, ulong address, bool verbose)
    {
        // The list is longer than its declared one element.
        if (call.Session.Kernel.Type("ksidlist_t").Type is not { } type
            || !KernelObject.TryRead(call.Run, "ksidlist_t", address, out _)
            || !new Value(call.Target.Memory, type, address).TryGet("ksl_sids", out Value first) || first.Type.Resolve() is not ArrayType)
        {
            return Unreadable(call, "ksidlist_t", address);
        }

        var list = new Value(call.Target.Memory, type, address);
        var sids = new List<string>();
        for (ulong i = 0; i < Math.Min(list.Number("ksl_nsid"), Most); i++)
        {
            sids.Add(Sid(first.Element((long)i)));
        }

        return call.Emit(new SidListEvent(list, sids, verbose)) ? Status.Ok : Status.Abort;
    }

    /// <summary>The same call with its text further to the right.</summary>
    public static Invocation Indented(Invocation call) =>
        new(call.Session, call.Run, call.Dcmd, call.Arguments, new IndentedOutput(call.Output, 4)) { Item = call.Item, HasAddress = true };

    private static string Sid(Value sid)
    {
        string domain = sid.Text("ks_domain->kd_name");
        return (domain.Length == 0 ? "(domain?)" : domain) + "-" + sid.Number("ks_rid").ToString(CultureInfo.InvariantCulture);
    }

    private static Status Unreadable(Invocation call, string type, ulong address)
    {
        KernelObject.SayUnreadable(call.Run, type, address, $"failed to read {type} at {address:x}: {Reasons.NoMapping}");
        return Status.Error;
    }

    private static Table<SetRow> SetTable(bool verbose) => new(
        [
            new("addr", r => Cell.Address(r.Set.Address)), new("refs", r => r.Set.Number("kr_ref")), new("user", r => r.User),
            new("group", r => r.Group), new("owner", r => r.Owner), new("sidlist", r => Cell.Address(r.Set.Number("kr_sidlist"))),
        ],
        Header: null,
        (r, w) =>
        {
            if (verbose)
            {
                w.Printf("kr_ref = 0x%x\n", r.Set.Number("kr_ref"));
            }

            w.Printf("kr_sidx[USER]  = %s,\n", r.User);
            w.Printf("kr_sidx[GROUP] = %s,\n", r.Group);
            w.Printf("kr_sidx[OWNER] = %s,\n", r.Owner);
            w.Printf("kr_sidlist = %p\n", r.Set.Number("kr_sidlist"));
        });
}
