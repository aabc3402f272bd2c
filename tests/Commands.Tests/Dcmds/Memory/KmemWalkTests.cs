using DumpBuilder.Slabs;

namespace Commands.Tests.Dcmds.Memory;

/// <summary>Walks over buffers whose state is known, because the dump was made with it.</summary>
public sealed class KmemWalkTests : IDisposable
{
    private readonly KmemDump _dump = new();

    public void Dispose() => _dump.Dispose();

    [Theory]
    [InlineData("plain_cache")]
    [InlineData("hashed_cache")]
    public void A_walker_named_after_a_cache_lists_its_allocated_buffers(string name)
    {
        SlabCache cache = name == "plain_cache" ? KmemDump.Plain : KmemDump.Hashed;
        Assert.Equal(Addresses(cache, free: false), Sorted(_dump.Ask($"::walk {name}").Lines));
    }

    [Fact]
    public void Free_buffers_of_both_kinds_of_caches_are_those_that_were_made_free()
    {
        Assert.Equal(Addresses(KmemDump.Plain, free: true), Sorted(_dump.Ask($"{KmemDump.PlainAddress:x}::walk freemem").Lines));
        Assert.Equal(Addresses(KmemDump.Hashed, free: true), Sorted(_dump.Ask($"{KmemDump.HashedAddress:x}::walk freemem").Lines));
    }

    [Fact]
    public void Bufctls_lead_to_the_same_buffers()
    {
        string[] lines = _dump.Ask($"{KmemDump.HashedAddress:x}::walk bufctl | ::print kmem_bufctl_t bc_addr").Lines;
        Assert.Equal(Addresses(KmemDump.Hashed, free: false), Sorted(lines.Select(l => l.Split(' ')[^1])));
        Assert.Empty(_dump.Ask($"{KmemDump.PlainAddress:x}::walk bufctl").Lines);
    }

    [Fact]
    public void A_walk_without_an_address_lists_all_caches_in_the_order_of_the_list()
    {
        string[] lines = _dump.Ask("::walk kmem").Lines;
        Assert.Equal(Addresses(KmemDump.Plain, free: false).Concat(Addresses(KmemDump.Hashed, free: false)), lines);
    }

    [Fact]
    public void Statistics_count_free_buffers_as_not_in_use()
    {
        string row = _dump.Ask("::kmastat").Lines.Single(l => l.StartsWith("plain_cache", StringComparison.Ordinal));
        Assert.Equal("plain_cache 64 97 130 12288B 0 0", row);
    }

    [Fact]
    public void Slabs_with_free_buffers_are_counted()
    {
        string row = _dump.Ask("::kmem_slabs -N plain_cache").Lines[^1];
        Assert.Equal("plain_cache 3 3 130 33 25.4%", row);
    }

    [Fact]
    public void Names_of_caches_are_walkers_for_which_and_walkers()
    {
        Assert.Equal("plain_cache is a walker from module genunix", _dump.Ask("::which plain_cache").Lines.Single());
        Assert.Equal("plain_cache - walk the plain_cache cache", _dump.Ask("::walkers -n plain_cache").Lines.Single());
    }

    private static string[] Addresses(SlabCache cache, bool free) =>
        [.. Enumerable.Range(0, (int)KmemDump.Count).Where(i => KmemDump.Frees(i) == free).Select(i => $"0x{cache.Buffer(i):x}")];

    private static string[] Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
