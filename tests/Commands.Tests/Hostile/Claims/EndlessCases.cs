using Commands.Tests.Dcmds.Memory;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Files;
using DumpReader.Kernel.Memory;
using DumpReader.Kernel.ModuleList;
using DumpReader.Kernel.Zfs;
using DumpReader.Problems;
using DumpReader.Targets;
using static Commands.Tests.Hostile.Claims.LimitCase;

namespace Commands.Tests.Hostile.Claims;

/// <summary>Lists, trees and chains that lead on and on without ever coming back, and numbers that are addresses.</summary>
internal static class EndlessCases
{
    /// <summary>A little below 2^31, which is positive where a member is signed.</summary>
    private static readonly byte[] _absurd = [0xff, 0xff, 0xff, 0x7f];

    public static LimitCase[] All { get; } =
    [
        Endless(nameof(Limits.ListElements), "system", "100000000000::list mblk_t b_next | ::count", "more than 16777216"),
        Endless(nameof(Limits.Processes), "system", "100000000000::walk proc | ::count", "more than 1000000"),
        Endless(nameof(Limits.ProcessDepth), "system", "100000000000::ptree | first 1", "more than 1000"),
        Endless(nameof(Limits.TreeDepth), "system", "100000000000::walk avl", "more than 128 levels"),
        Endless(nameof(Limits.DeviceDepth), "system", "100000000000::walk devinfo", "more than 256"),
        Endless(nameof(Limits.VmemArenas), "system", "100000000000::vmem", "more than 65536"),
        Endless(nameof(Limits.RctlValues), "system", "100000000000::rctl_validate", "more than 65536"),
        Endless(nameof(Limits.InterfaceKinds), "system", "100000000000::walk illif_stack", "more than 1024"),
        Endless(nameof(Limits.SegmentPages), "system", "100000000000::walk segvn_pages", "more than 268435456"),
        Endless(nameof(Limits.TaskQueueThreads), "system", "100000000000::walk taskq_thread", "more than 65536"),
        Endless(nameof(Limits.BitsetWords), "system", "100000000000::bitset", "more than 4096"),
        Endless(nameof(Limits.GroupMembers), "system", "100000000000::walk group", "more than 65536", t => t.Put(At(t, "group_t", EndlessTarget.First, "grp_capacity"), _absurd)),
        Endless(nameof(Limits.CredentialParts), "system", "100000000000::credgrp", "65536", t => t.Put(At(t, "credgrp_t", EndlessTarget.First, "crg_ngroups"), _absurd)),
        Endless(nameof(Limits.ContextOps), "system", "100000000000::ctxop", "no end within 65536 ops"),
        Endless(
            nameof(Limits.ConnectionChains), "network", "100000000000::walk conn_hash", "more than 16777216",
            t =>
            {
                t.Put(At(t, "struct ip_stack", EndlessTarget.First, "ips_ipcl_conn_fanout"), BitConverter.GetBytes(EndlessTarget.Zeros));
                t.Put(At(t, "struct ip_stack", EndlessTarget.First, "ips_ipcl_conn_fanout_size"), _absurd);
            }),
        new(nameof(Limits.ZfsChains), "more than 1073741824", () => Faults("zfs", (t, fault) =>
        {
            ulong table = SymbolOf(t, "dbuf_hash_table");
            t.Put(At(t, "dbuf_hash_table_t", table, "hash_table_mask"), BitConverter.GetBytes(ulong.MaxValue));
            t.Put(At(t, "dbuf_hash_table_t", table, "hash_table"), BitConverter.GetBytes(EndlessTarget.Zeros));
            Assert.Empty(MaskedHash.Buffers.All(Kernel(t), fault));
        })),
        new(nameof(Limits.Frames), "Loop", () =>
        {
            int frames = 0;
            var target = new EndlessTarget(SampleDumps.Open("system"));
            FrameEnd end = FrameChain.Walk(target.Memory, EndlessTarget.First, 1, _ => ++frames > 0, out ulong _);
            Assert.Equal(Limits.Frames, frames);
            return new Answer("", $"{end}", 1);
        }),
        new(nameof(Limits.Modules), "more than 8192 entries", () => Modules(t => EndlessTarget.First)),
        new(nameof(Limits.ModuleName), "or has more than 1024 bytes", () => Modules(t =>
        {
            t.Put(0x100000, [.. Enumerable.Repeat((byte)'a', 2 * Limits.ModuleName)]);
            t.Put(At(t, "struct modctl", Walk(t, "modctl")[1], "mod_modname"), BitConverter.GetBytes(0x100000UL));
            return SymbolOf(t, "modules");
        })),
        new(nameof(Limits.ModuleSymbols), "symsize is 18446744073709551615, expected at most 67108864", () => Modules(t => Absurd(t, "symsize"))),
        new(nameof(Limits.ModuleCtf), "ctfsize is 18446744073709551615, expected at most 67108864", () => Modules(t => Absurd(t, "ctfsize"))),
        new(nameof(Limits.HashChain), "more than 4096 bufctls", () =>
        {
            using var dump = new KmemDump();
            var target = new EndlessTarget(dump.Target);
            target.Put(KmemDump.Hashed.Table, [.. Enumerable.Repeat(BitConverter.GetBytes(EndlessTarget.First), 256).SelectMany(bytes => bytes)]);
            var allocator = new KmemAllocator(Kernel(target));
            Assert.True(allocator.TryCache(KmemDump.HashedAddress, out KmemCache? cache));
            var faults = new List<KmemFault>();
            Assert.False(KmemHash.TryFind(allocator, cache, KmemDump.Hashed.Buffer(4), faults.Add, out _));
            return new Answer("", string.Join('\n', faults.Select(f => f.Message)), 1);
        }),
        new(nameof(Limits.MagazineRounds), "magazines exceeds fudge factor", () =>
        {
            using var dump = new KmemDump(image =>
            {
                image.SetMember(KmemDump.PlainAddress, "kmem_cache_t", "cache_cpu[0].cc_magsize", 7);
                image.SetMember(KmemDump.PlainAddress, "kmem_cache_t", "cache_full.ml_list", EndlessTarget.First);
                image.SetMember(KmemDump.PlainAddress, "kmem_cache_t", "cache_full.ml_total", 1UL << 40);
            });
            return TestSession.Text("::walk plain_cache", target: new EndlessTarget(dump.Target));
        })
        { MostAllocated = 2L << 30 },
        new(nameof(Limits.NameCacheChains), "more than 16777216", () => Faults("system", (t, fault) =>
        {
            t.Lead(SymbolOf(t, "nc_hash"));
            t.Put(SymbolOf(t, "nc_hashsz"), [0xff, 0xff, 0xff, 0xff]);
            Assert.Empty(new NameCacheReader(Kernel(t)).Read(fault, static (_, _) => { }));
        })),
        new(nameof(Limits.MemorySegments), "more than 65536 elements at memseg", () => Faults("system", (t, fault) =>
        {
            var symbols = new Shared.FakeSymbolTable();
            symbols.Add("memsegs", EndlessTarget.First);
            var kernel = new KernelObjects(t.Memory, new Shared.FakeSymbols(symbols), Shared.FakeTypes.Of("""
                struct page { long words[15]; };
                struct memseg { struct page *pages; struct page *epages; unsigned long pages_base; unsigned long pages_end; struct memseg *next; };
                """));
            Assert.Equal(Limits.MemorySegments, MemorySegment.Walk(kernel, fault).Count());
        })),
        Endless(nameof(Limits.ModHashChains), "system", "100000000000::walk modent", "more than 2097152"),
    ];

    private static Answer Faults(string dump, Action<EndlessTarget, Action<WalkFault>> ask)
    {
        var faults = new List<WalkFault>();
        ask(new EndlessTarget(SampleDumps.Open(dump)), faults.Add);
        return new Answer("", string.Join('\n', faults.Select(f => f.Problem.Message)), 1);
    }

    private static KernelObjects Kernel(ITarget target) => new(target.Memory, target.Symbols, target.Types);

    /// <summary>Reads the list of modules.</summary>
    /// <param name="damage">Does the damage, and tells where the list begins.</param>
    private static Answer Modules(Func<EndlessTarget, ulong> damage)
    {
        var target = new EndlessTarget(SampleDumps.Open("system"));
        var problems = new List<Problem>();
        new ModuleListReader(target.Memory, problems.Add, _ => { }).Read(damage(target));
        return new Answer("", string.Join('\n', problems.Select(p => p.Message)), 1);
    }

    /// <summary>Makes a size of the second module absurd.</summary>
    private static ulong Absurd(EndlessTarget target, string member)
    {
        ulong module = Walk(target, "modctl")[1];
        Assert.True(target.Memory.TryReadUInt64(At(target, "struct modctl", module, "mod_mp"), out ulong at));
        target.Put(At(target, "struct module", at, member), BitConverter.GetBytes(ulong.MaxValue));
        return SymbolOf(target, "modules");
    }
}
