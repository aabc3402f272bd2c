using System.Diagnostics;
using System.Reflection;
using Commands.Tests.Dcmds.Kernel.Zfs;
using Commands.Tests.Fakes;
using Conformance;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Values;

namespace Commands.Tests.Hostile;

/// <summary>What a file can claim beyond belief, one case a limit: it is refused, or answered in part, soon, and the limit is what says so.</summary>
public class LimitTests
{
    /// <summary>Numbers of the header of a dump: where they lie, and the absurd value.</summary>
    private static readonly Dictionary<string, (int Offset, ulong Value)> Header = new(StringComparer.Ordinal)
    {
        [nameof(Limits.Translations)] = (1832, 1UL << 39),
        [nameof(Limits.Pages)] = (1840, 1UL << 37),
        [nameof(Limits.KsymsSize)] = (1848, 1UL << 40),
    };

    /// <summary>Numbers in the memory of a dump: which dump, what is asked, what is damaged, and what is said.</summary>
    private static readonly Dictionary<string, (string Dump, string Command, Action<PatchedTarget> Damage, string Said)> Memory = new(StringComparer.Ordinal)
    {
        [nameof(Limits.Majors)] = ("system", "::devnames", t => Put(t, "devcnt", uint.MaxValue), "more than 262144"),
        [nameof(Limits.LocalityGroups)] = ("system", "::walk lgrptbl", t => Put(t, "lgrp_alloc_max", uint.MaxValue), "more than 64"),
        [nameof(Limits.SnodeChains)] = ("system", "::snode", t => Put(t, "stablesz", uint.MaxValue), "mdb: partial: "),
        [nameof(Limits.NameCacheChains)] = ("system", "::dnlc", t => Put(t, "nc_hashsz", uint.MaxValue), "mdb: partial: "),
        [nameof(Limits.MountOptions)] = (
            "system", "::fsinfo -v", t => t.Put(At(t, "struct vfs", 0xfffffe5af0013580, "vfs_mntopts.mo_count"), [0xff, 0xff, 0xff, 0x7f]), "more than 1024"),
        [nameof(Limits.KernelStackBytes)] = (
            "system", "*panic_thread::thread; ::stacks", t => Array.ForEach(Threads(t), a => t.Set("kthread_t", a, "t_stk", 0xffffffffffff0000)), ""),
        [nameof(Limits.DispatchLevels)] = (
            "system", "::cpuinfo -v", t => t.Put(At(t, "cpu_t", First(t, "cpu"), "cpu_disp->disp_npri"), [0xff, 0xff, 0xff, 0x7f]), "more than 4096"),
        [nameof(Limits.SocketAddressBytes)] = (
            "network", "::netstat -f unix", t => t.Put(At(t, "struct sotpi_info", 0xfffffe5b80010100, "sti_laddr.soa_len"), [0, 0, 0, 0x80]), "more than 256"),
        [nameof(Limits.Metaslabs)] = (
            "zfs", "fffffe5b20001000::walk metaslab", t => t.Set("vdev_t", ZfsAsk.Mirror, "vdev_ms_count", ulong.MaxValue), "mdb: partial: "),
        [nameof(Limits.Sublists)] = (
            "zfs", "fffffe5b35000000::walk multilist", t => t.Set("multilist_t", ZfsAsk.Lists, "ml_num_sublists", ulong.MaxValue), "mdb: partial: "),
        [nameof(Limits.VdevChildren)] = (
            "zfs", "fffffe5b20001000::spa_vdevs", t => t.Set("vdev_t", ZfsAsk.Mirror, "vdev_children", ulong.MaxValue), "more than 65536"),
        [nameof(Limits.BtreeElements)] = (
            "zfs", "fffffe5b35001000::walk zfs_btree", t => t.Put(ZfsAsk.Lists + 0x1210, ZfsAsk.Word(ulong.MaxValue)), "mdb: partial: "),
    };

    /// <summary>Sizes of caches and the like: no file can influence what an answer says through them.</summary>
    private static readonly string[] Caches =
    [
        nameof(Limits.InflatedBytes), nameof(Limits.InflatedBytesPerThread), nameof(Limits.KeptIndexBytes), nameof(Limits.KeptIndexAfter),
        nameof(Limits.SearchesBeforeIndex), nameof(Limits.CycleExact), nameof(Limits.ExpectedBuffers), nameof(Limits.CtfProblems),
    ];

    /// <summary>Limits whose bad value is made by a test of the code that they are in.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        [nameof(Limits.CtfName)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs",
        [nameof(Limits.CtfBytes)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs",
        [nameof(Limits.DeflateRatio)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs",
        [nameof(Limits.TypeDepth)] = "DumpReader.Tests/Types/Ctf/CtfDamageTests.cs",
        [nameof(Limits.LzjbRatio)] = "DumpReader.Tests/Targets/KernelTargetTests.cs",
        [nameof(Limits.NameValuePairs)] = "Commands.Tests/Dcmds/Kernel/StructureDamageTests.cs",
        [nameof(Limits.NameValueDepth)] = "Commands.Tests/Dcmds/Kernel/StructureDamageTests.cs",
        [nameof(Limits.ModHashChains)] = "Commands.Tests/Dcmds/Kernel/StructureDamageTests.cs",
        [nameof(Limits.SoftStates)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs",
        [nameof(Limits.OpenFiles)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs",
        [nameof(Limits.PropertyBytes)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs",
        [nameof(Limits.StringBytes)] = "Commands.Tests/Dcmds/Kernel/DamagedDeviceTests.cs",
        [nameof(Limits.Cpus)] = "Commands.Tests/Dcmds/Memory/KmemDamageTests.cs",
        [nameof(Limits.SlabChunks)] = "Commands.Tests/Dcmds/Memory/KmemDamageTests.cs",
        [nameof(Limits.MemorySegments)] = "Commands.Tests/Dcmds/Memory/ArenaDamageTests.cs",
    };

    /// <summary>Behind every list, ring, tree and chain stands the cycle guard, which the damage suite tries; a real chain of that length is no unit test.</summary>
    private static readonly string[] Backstops =
    [
        nameof(Limits.ListElements), nameof(Limits.Processes), nameof(Limits.NameCacheEntries), nameof(Limits.MagazineRounds), nameof(Limits.Buffers),
        nameof(Limits.Zios), nameof(Limits.DeviceNodes), nameof(Limits.DeviceDepth), nameof(Limits.TreeDepth), nameof(Limits.Frames), nameof(Limits.ContextOps),
        nameof(Limits.VmemArenas), nameof(Limits.Modules), nameof(Limits.PathComponents),
    ];

    /// <summary>Limits that so far the damage suite and fuzzing alone try. The list may only become shorter.</summary>
    private static readonly string[] WithoutCase =
    [
        "ListedTranslations", "IndexedPages", "BlockSize", "StreamBlocks", "RescuedBuckets", "Symbols", "SymbolName", "ElfSections", "ElfSectionNames",
        "ElfSectionName", "ElfStrings", "ModuleName", "ModuleSymbols", "ModuleCtf", "PanicRegisters", "CtfTypes", "LogChunk", "LogChunks", "RctlChains",
        "NameValueBytes", "BitsetWords", "ZfsChains", "BufferHeads", "TrapTraceBytes", "ConnectionChains", "LockGraphs", "PageHashSlots",
        "RequestSizeBytes", "TypeNesting", "PartsOfType", "SegmentPages", "LiteCallers", "ObjectBytes", "MostCodeStepped", "CoreNotes", "ProcessThreads",
        "MappedFiles", "PathBytes", "MinidumpStreams", "PageStructureBytes", "CalloutProcessors", "TaskQueueThreads", "TaskQueueBuckets", "TxgSlots",
        "CredentialParts", "GroupMembers", "Cyclics", "CyclicEntries", "ArcStatistics", "FrameEntryBytes",
        "CommonEntryBytes", "CommonEntries", "FrameEntries", "FrameBytes", "FrameStates", "ExpressionDepth", "ExpressionSteps", "ObjectFileBytes",
        "Exports", "ExportNames", "WindowsFunctions", "NeighbourChains",
    ];

    public static TheoryData<string> HeaderLimits => [.. Header.Keys];

    public static TheoryData<string> MemoryLimits => [.. Memory.Keys];

    [Theory]
    [MemberData(nameof(HeaderLimits))]
    public void A_header_that_claims_too_much_is_refused_before_anything_is_made_of_it(string limit)
    {
        (int offset, ulong value) = Header[limit];
        string folder = DumpCache.Folder("ctx-new");
        var request = new OpenRequest
        {
            Operands = ["unix.0", "vmcore.0"],
            WorkingDirectory = folder,
            Over = (name, file) => name == "vmcore.0" ? new OverlaySource(file).Patch(offset, BitConverter.GetBytes(value)) : file,
        };
        long before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<DumpException>(() => DumpOpener.Open(request));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        Assert.Contains($"{value}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MemoryLimits))]
    public void A_count_beyond_belief_is_not_believed_and_the_answer_is_partial(string limit)
    {
        (string dump, string command, Action<PatchedTarget> damage, string said) = Memory[limit];
        var target = new PatchedTarget(SampleDumps.Open(dump));
        damage(target);
        var clock = Stopwatch.StartNew();
        Answer answer = TestSession.Text(command, target: target);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Contains(said, answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_limit_has_a_case_or_a_reason()
    {
        string[] limits = [.. typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name).Order(StringComparer.Ordinal)];
        string[] covered = [.. Header.Keys, .. Memory.Keys, .. Caches, .. Elsewhere.Keys, .. Backstops, .. WithoutCase];
        Assert.Equal(limits, covered.Order(StringComparer.Ordinal));
        Assert.All(Elsewhere.Values, file => Assert.True(File.Exists(Path.Combine(RepositoryPaths.Folder, "..", file)), file));
        Assert.InRange(WithoutCase.Length, 0, 62);
    }

    private static void Put(PatchedTarget target, string symbol, uint value)
    {
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, symbol, out Symbol found));
        target.Put(found.Value, BitConverter.GetBytes(value));
    }

    private static ulong At(PatchedTarget target, string type, ulong address, string path) =>
        new Value(target.Memory, target.Types.Find(null, type, out _)!, address)[path].Address;

    private static ulong[] Threads(PatchedTarget target) => Walk(target, "thread");

    private static ulong First(PatchedTarget target, string walker) => Walk(target, walker)[0];

    private static ulong[] Walk(PatchedTarget target, string walker) =>
        [.. TestSession.Text($"::walk {walker}", target: target).Lines.Select(l => Convert.ToUInt64(l, 16))];
}
