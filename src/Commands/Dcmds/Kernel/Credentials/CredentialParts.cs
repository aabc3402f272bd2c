using System.Globalization;
using System.Runtime.InteropServices;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Credentials;

/// <summary>The parts of a credential that lie outside of it (sys/cred_impl.h, sys/sid.h).</summary>
internal static class CredentialParts
{
    /// <summary>More groups or identifiers than a credential has; NGROUPS_UMAX is 1024.</summary>
    private const ulong Most = Limits.CredentialParts;

    private sealed record SetRow(Value Set, string User, string Group, string Owner);

    private static readonly Table<SetRow> Sets = SetTable(verbose: false);

    private static readonly Table<SetRow> WideSets = SetTable(verbose: true);

    /// <summary>Supplementary groups: <c>credgrp_t</c>.</summary>
    public static Status ShowGroups(Invocation call, ulong address, bool verbose)
    {
        if (!KernelObject.TryRead(call.Run, "credgrp_t", address, "failed to read credgrp_t at ", out Value head))
        {
            return Status.Error;
        }

        ulong first = head.AddressOf("crg_groups");
        ulong count = head.Number("crg_ngroups");
        var groups = new uint[(int)Math.Min(count, Most)];
        if (!call.Target.Memory.TryRead(first, MemoryMarshal.AsBytes(groups.AsSpan())))
        {
            call.Run.ReadError($"failed to read credgrp_t at {address:x}: {Reasons.NoMapping}", first);
            return Status.Error;
        }

        ReportCut(call.Run, "crg_ngroups", count, address);
        return call.Emit(new CredGroupsEvent(head, groups, verbose)) ? Status.Ok : Status.Abort;
    }

    /// <summary>Security identifiers of a credential: <c>credsid_t</c>, with its list when verbose.</summary>
    public static Status ShowSids(Invocation call, ulong address, bool verbose)
    {
        if (!KernelObject.TryRead(call.Run, "credsid_t", address, "failed to read credsid_t at ", out Value set))
        {
            return Status.Error;
        }

        var row = new SetRow(set, Sid(set, "kr_sidx[0]"), Sid(set, "kr_sidx[1]"), Sid(set, "kr_sidx[2]"));
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
        if (!KernelObject.TryRead(call.Run, "ksidlist_t", address, "failed to read ksidlist_t at ", out Value list))
        {
            return Status.Error;
        }

        // The list is longer than its declared one element.
        ulong count = list.Number("ksl_nsid");
        var sids = new List<string>();
        bool isMissing = false;
        if (list.TryGet("ksl_sids", out Value first) && first.Type.Resolve() is ArrayType)
        {
            for (ulong i = 0; i < Math.Min(count, Most) && !call.Run.ShouldStop; i++)
            {
                Value sid = first.Element((long)i);
                isMissing |= !sid.TryGet("ks_rid", out Value number) || !number.TryUInt64(out _);
                sids.Add(Sid(sid));
            }
        }

        if (isMissing)
        {
            call.Run.Missing(address);
        }

        ReportCut(call.Run, "ksl_nsid", count, address);
        return call.Emit(new SidListEvent(list, sids, verbose)) ? Status.Ok : Status.Abort;
    }

    /// <summary>The same call with its text further to the right.</summary>
    public static Invocation Indented(Invocation call) =>
        new(call.Session, call.Run, call.Dcmd, call.Arguments, new IndentedOutput(call.Output, 4)) { Item = call.Item, HasAddress = true };

    /// <summary>A count that no credential has is damage; what was not looked at makes the run partial.</summary>
    private static void ReportCut(Run run, string member, ulong count, ulong address)
    {
        if (count > Most)
        {
            run.Partial(new Problem("MDB525", $"{member} of {address:x} is {count}; only {Most} are shown", address));
        }
    }

    private static string Sid(Value set, string path) => set.TryGet(path, out Value sid) ? Sid(sid) : "?";

    private static string Sid(Value sid)
    {
        string domain = sid.Text("ks_domain->kd_name");
        return (domain.Length == 0 ? "(domain?)" : domain) + "-" + sid.Number("ks_rid").ToString(CultureInfo.InvariantCulture);
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
