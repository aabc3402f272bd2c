using System.Diagnostics;
using DumpBuilder;

namespace Commands.Tests.Dcmds.Memory;

/// <summary>An allocator whose structures are broken: answered as far as it can be read, the fault named, and marked partial.</summary>
public class KmemDamageTests
{
    private const string Cache = "kmem_cache_t";
    private const ulong Outside = 0xfffffe5bdead0000;

    /// <summary>The first arena of the list.</summary>
    private const ulong Heap = 0xfffffffffbd94000;

    private static readonly Dictionary<string, (Action<DumpImage> Damage, string Script, string Said)> Cases = new(StringComparer.Ordinal)
    {
        ["cache list leads outside"] = (
            i => i.SetMember(KmemDump.PlainAddress, Cache, "cache_link.list_next", Outside), "::kmem_cache", "fffffe5bdead0000"),
        ["cache list ends in a loop"] = (
            i => i.SetMember(KmemDump.HashedAddress, Cache, "cache_link.list_next", KmemDump.HashedAddress + 224), "::kmem_cache", "links back to"),
        ["cache list ends at NULL"] = (
            i => i.SetMember(KmemDump.HashedAddress, Cache, "cache_link.list_next", 0), "::walk kmem_cache", "links to NULL"),
        ["slab of another cache"] = (
            i => i.SetMember(KmemDump.PlainSlab(0), "kmem_slab_t", "slab_cache", KmemDump.HashedAddress), "::walk plain_cache", "isn't in cache"),
        ["slab lists crossed"] = (
            i => i.SetMember(KmemDump.PlainAddress, Cache, "cache_partial_slabs.avl_root", KmemDump.HashedSlab(1) + 16),
            "::walk plain_cache", "isn't in cache"),
        ["slab tree leads up again"] = (
            i => i.SetMember(KmemDump.PlainSlab(0), "kmem_slab_t", "slab_link.avl_child[0]", KmemDump.PlainSlab(1) + 16),
            "::walk plain_cache", "more than 128 levels"),
        ["slab of a million chunks"] = (
            i => i.SetMember(KmemDump.PlainSlab(0), "kmem_slab_t", "slab_chunks", 1UL << 40), "::walk plain_cache", "more than the 64 that fit"),
        ["link of a free buffer leads outside"] = (
            i => i.SetMember(KmemDump.PlainSlab(0), "kmem_slab_t", "slab_head", Outside), "::walk plain_cache",
            "found corrupt bufctl ptr fffffe5bdead0000 in slab"),
        ["free list too short"] = (
            i => i.SetMember(KmemDump.PlainSlab(0), "kmem_slab_t", "slab_head", 0), "::walk plain_cache", "freelist too short by 16"),
        ["bufctl of a free buffer outside"] = (
            i => i.SetMember(KmemDump.HashedSlab(0), "kmem_slab_t", "slab_head", Outside), $"{KmemDump.HashedAddress:x}::walk freemem",
            "couldn't read kmem_bufctl_t at addr fffffe5bdead0000"),
        ["bufctl in the hash table outside"] = (
            i => i.Add(KmemDump.Hashed.Table + 24, BitConverter.GetBytes(Outside)), "::walk hashed_cache",
            "couldn't read kmem_bufctl_t at addr fffffe5bdead0000"),
        ["hash chain with a cycle"] = (
            i => i.SetMember(KmemDump.Bufctl(2), "kmem_bufctl_t", "bc_next", KmemDump.Bufctl(2)), "::walk hashed_cache", "comes again"),
        ["hash table larger than it is"] = (
            i => i.SetMember(KmemDump.HashedAddress, Cache, "cache_hash_mask", ulong.MaxValue), "::walk hashed_cache", "no mapping for address"),
        ["hash table outside"] = (
            i => i.SetMember(KmemDump.HashedAddress, Cache, "cache_hash_table", Outside), "::walk hashed_cache", "couldn't read hash table"),
        ["depot that comes back to its middle"] = (
            i => Depot(i, KmemDump.PlainAddress), "::walk plain_cache", "magazines exceeds fudge factor"),
        ["magazine type that is none"] = (
            i => i.SetMember(KmemDump.PlainAddress, Cache, "cache_flags", 0), "::walk plain_cache", "has invalid magtype pointer (0)"),
        ["magazine outside"] = (
            i =>
            {
                i.SetMember(KmemDump.PlainAddress, Cache, "cache_cpu[0].cc_magsize", 3);
                i.SetMember(KmemDump.PlainAddress, Cache, "cache_cpu[0].cc_rounds", 3);
                i.SetMember(KmemDump.PlainAddress, Cache, "cache_cpu[0].cc_loaded", Outside);
            },
            "::walk plain_cache", "couldn't read magazine at fffffe5bdead0000"),
        ["magazines of 255 rounds"] = (
            i => i.SetMember(KmemDump.PlainAddress, Cache, "cache_cpu[0].cc_magsize", 255), "::walk plain_cache", "unreasonable (800)"),
        ["sizes that do not fit"] = (
            i => i.SetMember(KmemDump.PlainAddress, Cache, "cache_chunksize", 0), "::walk plain_cache", "is not a valid kmem_cache_t"),
        ["arena outside"] = (
            i => i.SetMember(KmemDump.PlainAddress, Cache, "cache_arena", Outside), "::walk plain_cache", "is not a valid kmem_cache_t"),
        ["arena list with a cycle"] = (i => i.SetMember(Heap, "struct vmem", "vm_next", Heap), "::vmem", "links back to"),
        ["arena list leads outside"] = (i => i.SetMember(Heap, "struct vmem", "vm_next", Outside), "::vmem", "fffffe5bdead0000"),
        ["segments of an arena with a cycle"] = (
            i => i.SetMember(Heap, "struct vmem", "vm_seg0.vs_anext", Heap), $"{Heap:x}::walk vmem_seg", "vmem_seg"),
        ["slabs of a million million buffers"] = (
            i => i.SetMember(KmemDump.PlainAddress, Cache, "cache_maxchunks", 1UL << 40), "::kmem_slabs -n plain",
            "are said to have 1099511627776 buffers, expected at most 1048576"),
        ["four billion CPUs"] = (
            i => i.Add(i.FindSymbol("max_ncpus")!.Value, [0xff, 0xff, 0xff, 0xff]), "::walk plain_cache", "max_ncpus is 4294967295"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damage_is_named_and_the_answer_marked_partial(string name)
    {
        using var dump = new KmemDump(Cases[name].Damage);
        var watch = Stopwatch.StartNew();
        Answer answer = dump.Ask(Cases[name].Script);

        // Ten times what is promised.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.Contains(Cases[name].Said, answer.Error, StringComparison.Ordinal);
        Assert.Contains("mdb: partial:", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_command_of_the_allocator_comes_to_an_end(string name)
    {
        using var dump = new KmemDump(Cases[name].Damage);
        var watch = Stopwatch.StartNew();
        foreach (string command in new[]
        {
            "::kmem_cache", "::kmem_slabs -v -b 0", "::kmastat", "::kmem_verify", "::walk kmem", "::walk freemem", "::walk bufctl", "::walk freectl",
            "::walk kmem_cache | ::walk kmem_slab", "::walk kmem_cache | ::walk kmem_hash", "::kmausers", "1000::allocdby", "::kmem_log", "::findleaks",
            "::typegraph", "::vmem", "::walk vmem_seg", $"{KmemDump.Plain.Buffer(5):x}::whatis -a", $"{KmemDump.Plain.Buffer(5):x}::owner",
        })
        {
            Assert.DoesNotContain("internal error", dump.Ask(command).Error, StringComparison.Ordinal);
        }

        // Far above what it takes, far below forever.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Stock_mdb_would_not_end_on_a_chain_with_a_cycle_so_it_is_said_there_too()
    {
        using var dump = new KmemDump(Cases["hash chain with a cycle"].Damage);
        Assert.Contains("mdb: partial:", dump.Ask("::walk hashed_cache", stock: true).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_slab_that_claims_more_buffers_than_fit_those_that_fit_are_listed()
    {
        using var whole = new KmemDump();
        using var dump = new KmemDump(Cases["slab of a million chunks"].Damage);
        Assert.Empty(whole.Ask("::walk plain_cache").Lines.Except(dump.Ask("::walk plain_cache").Lines));
        Assert.Contains("(MDB532)", dump.Ask("::walk plain_cache", stock: true).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Buffers_of_the_other_cache_are_listed_when_one_is_broken()
    {
        using var dump = new KmemDump(Cases["sizes that do not fit"].Damage);
        Assert.Equal(97, dump.Ask("::walk hashed_cache").Lines.Length);
        Assert.Empty(dump.Ask("::walk plain_cache").Lines);
    }

    /// <summary>Two magazines, the second of which is followed by itself.</summary>
    private static void Depot(DumpImage image, ulong cache)
    {
        const ulong magazines = 0xfffffe5af9000000;
        image.SetMember(cache, Cache, "cache_cpu[0].cc_magsize", 1);
        image.SetMember(cache, Cache, "cache_full.ml_list", magazines);
        image.SetMember(cache, Cache, "cache_full.ml_total", 2);
        image.AddObjects("kmem_magazine_t", magazines, 2, (_, m) => m.Set("mag_next", magazines + 16));
    }
}
