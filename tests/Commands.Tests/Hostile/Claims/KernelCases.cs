using Commands.Tests.Dcmds.Kernel.Zfs;
using Commands.Tests.Fakes;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Problems;
using static Commands.Tests.Hostile.Claims.LimitCase;

namespace Commands.Tests.Hostile.Claims;

/// <summary>Numbers in the memory of kernels.</summary>
internal static class KernelCases
{
    private const ulong Queue = 0xfffffe5af603f000;
    private const ulong Processor = 0xfffffe5af0053940;

    /// <summary>A little below 2^31, which is positive where a member is signed.</summary>
    private static readonly byte[] _absurd = [0xff, 0xff, 0xff, 0x7f];

    public static LimitCase[] All { get; } =
    [
        Damaged(nameof(Limits.Majors), "system", "::devnames", t => Put(t, "devcnt", uint.MaxValue), "more than 262144"),
        Damaged(nameof(Limits.LocalityGroups), "system", "::walk lgrptbl", t => Put(t, "lgrp_alloc_max", uint.MaxValue), "more than 64"),
        Damaged(
            nameof(Limits.MountOptions), "system", "::fsinfo -v",
            t => t.Put(At(t, "struct vfs", 0xfffffe5af0013580, "vfs_mntopts.mo_count"), _absurd), "more than 1024"),
        Damaged(
            nameof(Limits.DispatchLevels), "system", "::cpuinfo -v",
            t => t.Put(At(t, "cpu_t", Walk(t, "cpu")[0], "cpu_disp->disp_npri"), _absurd), "more than 4096"),
        Damaged(
            nameof(Limits.SocketAddressBytes), "network", "::netstat -f unix",
            t => t.Put(At(t, "struct sotpi_info", 0xfffffe5b80010100, "sti_laddr.soa_len"), [0, 0, 0, 0x80]), "more than 256"),
        Damaged(nameof(Limits.CalloutProcessors), "system", "::walk callout_table | ::count", t => Put(t, "max_ncpus", uint.MaxValue), "more than 65536"),
        Damaged(
            nameof(Limits.TaskQueueBuckets), "system", "::taskq",
            t =>
            {
                t.Put(At(t, "taskq_t", Queue, "tq_flags"), [4, 0, 0, 0]);
                t.Put(At(t, "taskq_t", Queue, "tq_nbuckets"), _absurd);
            },
            "more than 65536"),
        Damaged(nameof(Limits.Cyclics), "system", "::cycinfo", t => t.Put(At(t, "cyc_cpu_t", Processor, "cyp_size"), _absurd), "more than 65536"),
        Damaged(
            nameof(Limits.CyclicEntries), "system", "::cycinfo -V",
            t => t.Put(At(t, "cyc_cpu_t", Processor, "cyp_softbuf[0].cys_buf[0].cypc_sizemask"), _absurd), "more than 65536"),
        Damaged(
            nameof(Limits.PageHashSlots), "system", "::walk page | ::count",
            t => t.Put(SymbolOf(t, "page_hashsz"), ZfsAsk.Word(ulong.MaxValue)), "more than 1073741824"),
        new(nameof(Limits.PanicRegisters), "panicbuf states 89478483 registers, expected at most 340", () =>
        {
            var target = new PatchedTarget(SampleDumps.Open("system"));
            target.Put(SymbolOf(target, "panicbuf") + 4, _absurd);
            var problems = new List<Problem>();
            PanicRegisters.Read(target.Memory, target.Symbols.Tables[0], () => target.Types, problems.Add, out _);
            return new Answer("", string.Join('\n', problems.Select(p => p.Message)), 1);
        }),
        Damaged(
            nameof(Limits.LogChunk), "kmem-debug", "::kmem_log",
            t => t.Put(At(t, "kmem_log_header_t", Log(t), "lh_chunksize"), ZfsAsk.Word(ulong.MaxValue / 2)), "expected at most 4194304 of 67108864"),
        Damaged(
            nameof(Limits.LogChunks), "kmem-debug", "::kmem_log", t => t.Put(At(t, "kmem_log_header_t", Log(t), "lh_nchunks"), _absurd),
            "has 2147483647 chunks"),
        Damaged(
            nameof(Limits.LiteCallers), "kmem-lite", "fffffe5ac00ffef0::whatis", t => Put(t, "kmem_lite_count", uint.MaxValue), "more than 64"),
        Endless(
            nameof(Limits.Metaslabs), "zfs", "fffffe5b20001000::walk metaslab | ::count", "more than 1048576",
            t =>
            {
                t.Put(At(t, "vdev_t", ZfsAsk.Mirror, "vdev_ms_count"), ZfsAsk.Word(ulong.MaxValue));
                t.Lead(At(t, "vdev_t", ZfsAsk.Mirror, "vdev_ms"));
            }),
        Damaged(
            nameof(Limits.Sublists), "zfs", "fffffe5b35000000::walk multilist",
            t => t.Set("multilist_t", ZfsAsk.Lists, "ml_num_sublists", ulong.MaxValue), "more than 65536"),
        Damaged(
            nameof(Limits.VdevChildren), "zfs", "fffffe5b20001000::spa_vdevs",
            t => t.Set("vdev_t", ZfsAsk.Mirror, "vdev_children", ulong.MaxValue), "more than 65536"),
        Damaged(
            nameof(Limits.BtreeElements), "zfs", "fffffe5b35001000::walk zfs_btree",
            t => t.Put(ZfsAsk.Lists + 0x1210, ZfsAsk.Word(ulong.MaxValue)), "more than 4096"),
        Damaged(
            nameof(Limits.TrapTraceBytes), "zfs", "::walk ttrace",
            t => t.Put(At(t, "trap_trace_ctl_t", SymbolOf(t, "trap_trace_ctl"), "ttc_limit"), ZfsAsk.Word(ulong.MaxValue)), "at most 67108864 bytes"),
        Damaged(
            nameof(Limits.KernelStackBytes), "system", "::stacks", t => Array.ForEach(Walk(t, "thread"), a => t.Set("kthread_t", a, "t_stk", ulong.MaxValue << 16)),
            "is too big to be reasonable"),
    ];

    private static ulong Log(PatchedTarget target)
    {
        Assert.True(target.Memory.TryReadUInt64(SymbolOf(target, "kmem_transaction_log"), out ulong log));
        return log;
    }
}
