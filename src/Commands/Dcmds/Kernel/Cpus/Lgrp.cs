using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows locality groups.</summary>
[Dcmd("lgrp")]
internal sealed class Lgrp : Dcmd
{
    /// <summary>The processors of a group that belong to one partition.</summary>
    private sealed record Share(Value Group, long Partition, ulong Load, List<long> Cpus);

    private static readonly Table<Share> Shares = new(
        [
            new("lgrpid", s => s.Group.Signed("lgrp_id")), new("psrsetid", s => s.Partition), new("load", s => s.Load),
            new("ncpus", s => s.Cpus.Count), new("cpus", s => NumberRanges.Of(s.Cpus)),
        ],
        "   LGRPID  PSRSETID      LOAD      #CPU      CPUS",
        (s, w) => w.Printf("%9d %9d %9d %9d      %s\n", (int)s.Group.Signed("lgrp_id"), (int)s.Partition, (int)s.Load, s.Cpus.Count, NumberRanges.Of(s.Cpus)));

    public override DcmdInfo Info { get; } = new("lgrp", "display an lgrp")
    {
        Usage = "[-q] [-p | -Pih]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockHelp = false,
        Help = """
            Shows a locality group, or all: its parent, the platform's handle, its processors.

              -q          addresses only
              -p          a line for each processor partition, with the load
              -P parent   only groups below this one
              -i number   only the group with this number
              -h handle   only the group with this handle; NULL and DEFAULT are two
            """,
        Examples = ["::lgrp", "::lgrp -p"],
    };

    public override string? InputType => "lgrp_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "qp", numbers: "iP", texts: "h") is not { } options || options.Rest != call.Arguments.Count
            || (options.Has('p') && "Pih".Any(options.Has)))
        {
            return Status.Usage;
        }

        ulong? handle = null;
        if (options.Text('h') is { } word && (handle = LgrpRow.HandleOf(word)) is null)
        {
            if (!call.TryNumber(new Argument(word), out ulong number))
            {
                return Status.Error;
            }

            handle = number;
        }

        bool brief = options.Has('q') || call.ToPipe;
        return KernelObject.Each(call, "lgrptbl", () => Heading(call, brief, options.Has('p')), address =>
        {
            if (!KernelObject.TryRead(call.Run, "lgrp_t", address, "unable to read 'lgrp' at ", out Value group))
            {
                return Status.Error;
            }

            bool shown = (!options.TryNumber('i', out ulong id) || group.Number("lgrp_id") == id)
                && (!options.TryNumber('P', out ulong parent) || group.Number("lgrp_parent") == parent)
                && (handle is null || group.Number("lgrp_plathand") == handle);
            return !shown || Show(call, group, brief, options.Has('p')) ? Status.Ok : Status.Abort;
        });
    }

    private static void Heading(Invocation call, bool brief, bool shares)
    {
        if (!brief && call.WantsHeader)
        {
            call.Line((shares ? Shares.Header : LgrpRow.Layout.Header)!);
        }
    }

    private static bool Show(Invocation call, Value group, bool brief, bool shares)
    {
        var item = new Item(group.Address, group.Type);
        if (shares)
        {
            return !brief ? SharesOf(call.Run, group).TrueForAll(share => call.Row(Shares, share, item)) : call.Emit(item, prefix: false);
        }

        return brief ? call.Emit(item, prefix: false)
            : call.Row(LgrpRow.Layout, new LgrpRow(group, CpuNumbers.Of(call.Run, "lgrp_cpulist", group.Address)), item);
    }

    /// <summary>In the order in which the partitions are met.</summary>
    private static List<Share> SharesOf(Run run, Value group)
    {
        var shares = new List<Share>();
        foreach (Item item in KernelObject.Elements(run, "lgrp_cpulist", new Item(group.Address)))
        {
            if (!KernelObject.TryReadPart(run, "cpu_t", item.Bits, out Value cpu))
            {
                continue;
            }

            long partition = cpu.Signed("cpu_part->cp_id");
            if (shares.Find(s => s.Partition == partition) is not { } share)
            {
                shares.Add(share = new Share(group, partition, cpu.Number("cpu_lpl->lpl_loadavg"), []));
            }

            share.Cpus.Add(cpu.Signed("cpu_id"));
        }

        return shares;
    }
}
