using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>A cache in ::kmastat.</summary>
internal sealed class KmaStatCacheEvent(KmemCache cache, Item item, KmaStatUnit unit, KmemStatistics statistics) : FactEvent
{
    public override Item? Item => item;

    public override string? TableHeading => KmaStatTable.CacheHeading.TrimEnd('\n');

    public override void WriteText(Run run, MdbWriter writer) => writer.Printf(
        "%-25s %6u %6u %6u %10lu%c %9u %5u \n", cache.Name, (uint)cache.BufSize, (uint)statistics.InUse, (uint)cache.BufTotal,
        unit.Of(statistics.Bytes), unit.Suffix, (uint)statistics.Allocations, (uint)statistics.Failures);

    public override void Facts(Run run, FactWriter facts) => new KmaStatFacts("cache", cache.Name, cache.Address)
    {
        Size = cache.BufSize,
        Buffers = statistics.InUse,
        Total = cache.BufTotal,
        Memory = statistics.Bytes,
        Succeeded = statistics.Allocations,
        Failed = statistics.Failures,
    }.To(facts);
}

/// <summary>The sum over the caches that draw from one arena.</summary>
internal sealed class KmaStatSumEvent(ulong arena, string name, KmaStatUnit unit, ulong bytes, ulong allocations, ulong failures) : FactEvent
{
    private const int Fill = 17;

    public override string? TableHeading => KmaStatTable.CacheHeading.TrimEnd('\n');

    public override void WriteText(Run run, MdbWriter writer) => writer.Printf(
        "Total [%s]%*s %6s %6s %6s %10lu%c %9u %5u\n", name, Fill - Math.Min(Fill, name.Length), "", "", "", "",
        unit.Of(bytes), unit.Suffix, (uint)allocations, (uint)failures);

    public override void Facts(Run run, FactWriter facts) => new KmaStatFacts("sum", name, arena)
    {
        Memory = bytes,
        Succeeded = allocations,
        Failed = failures,
    }.To(facts);
}

/// <summary>An arena in ::kmastat.</summary>
internal sealed class KmaStatArenaEvent(VmemArena arena, string name, KmaStatUnit unit, VmemCounters counters) : FactEvent
{
    private const int Indent = 4;

    public override Item? Item => new Item(arena.Address);

    public override string? TableHeading => KmaStatTable.ArenaHeading.TrimEnd('\n');

    public override void WriteText(Run run, MdbWriter writer)
    {
        int indent = Math.Min(arena.Depth, KmaStatTable.NameWidth) * Indent;
        writer.Printf(
            "%*s%-*s %9llu%c %10llu%c %9llu%c %9llu %5llu \n", indent, "", Math.Max(KmaStatTable.NameWidth - indent, 0), name,
            unit.Of(counters.InUse), unit.Suffix, unit.Of(counters.Total), unit.Suffix, unit.Of(counters.Import), unit.Suffix,
            counters.Allocations, counters.Failures);
    }

    public override void Facts(Run run, FactWriter facts) => new KmaStatFacts("arena", name, arena.Address)
    {
        Depth = arena.Depth,
        Total = counters.Total,
        Memory = counters.InUse,
        Import = counters.Import,
        Succeeded = counters.Allocations,
        Failed = counters.Failures,
    }.To(facts);
}

/// <summary>The columns of ::kmastat, the same for caches, sums and arenas; what a kind has none of is empty.</summary>
/// <param name="Kind">cache, sum or arena.</param>
/// <param name="Name">Of the cache or arena.</param>
/// <param name="Address">Of the cache or arena.</param>
internal readonly record struct KmaStatFacts(string Kind, string Name, ulong Address)
{
    /// <summary>Level of an arena below the one it draws from.</summary>
    public int? Depth { get; init; }

    /// <summary>Bytes of a buffer.</summary>
    public ulong? Size { get; init; }

    /// <summary>Buffers in use.</summary>
    public ulong? Buffers { get; init; }

    /// <summary>Buffers of a cache; bytes of an arena.</summary>
    public ulong? Total { get; init; }

    /// <summary>Bytes in use.</summary>
    public ulong Memory { get; init; }

    /// <summary>Bytes that an arena has from the one above it.</summary>
    public ulong? Import { get; init; }

    public ulong Succeeded { get; init; }

    public ulong Failed { get; init; }

    public void To(FactWriter facts)
    {
        facts.Add("kind", Kind);
        facts.Add("name", Name);
        facts.Add("addr", Cell.Address(Address));
        facts.Add("depth", Depth is { } depth ? depth : Cell.None);
        facts.Add("size", Some(Size));
        facts.Add("inuse", Some(Buffers));
        facts.Add("total", Some(Total));
        facts.Add("memory", Memory);
        facts.Add("import", Some(Import));
        facts.Add("succeed", Succeeded);
        facts.Add("fail", Failed);
    }

    private static Cell Some(ulong? number) => number is { } known ? known : Cell.None;
}
