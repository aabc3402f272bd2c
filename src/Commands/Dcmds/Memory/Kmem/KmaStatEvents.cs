using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>A cache in ::kmastat.</summary>
internal sealed class KmaStatCacheEvent(KmemCache cache, Item item, KmaStatUnit unit, KmemStatistics statistics) : OutputEvent
{
    public override Item? Item => item;

    public override void WriteText(Run run, MdbWriter writer) => writer.Printf(
        "%-25s %6u %6u %6u %10lu%c %9u %5u \n", cache.Name, (uint)cache.BufSize, (uint)statistics.InUse, (uint)cache.BufTotal,
        unit.Of(statistics.Bytes), unit.Suffix, (uint)statistics.Allocations, (uint)statistics.Failures);

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("cache", cache.Name);
        json.WriteString("addr", JsonText.Hex(cache.Address));
        KmaStatJson.Number(json, "size", cache.BufSize);
        KmaStatJson.Number(json, "inuse", statistics.InUse);
        KmaStatJson.Number(json, "total", cache.BufTotal);
        KmaStatJson.Number(json, "bytes", statistics.Bytes);
        KmaStatJson.Number(json, "succeed", statistics.Allocations);
        KmaStatJson.Number(json, "fail", statistics.Failures);
        json.WriteEndObject();
        return true;
    }
}

/// <summary>The sum over the caches that draw from one arena.</summary>
internal sealed class KmaStatSumEvent(ulong arena, string name, KmaStatUnit unit, ulong bytes, ulong allocations, ulong failures) : OutputEvent
{
    private const int Fill = 17;

    public override void WriteText(Run run, MdbWriter writer) => writer.Printf(
        "Total [%s]%*s %6s %6s %6s %10lu%c %9u %5u\n", name, Fill - Math.Min(Fill, name.Length), "", "", "", "",
        unit.Of(bytes), unit.Suffix, (uint)allocations, (uint)failures);

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("sum_of_arena", name);
        json.WriteString("addr", JsonText.Hex(arena));
        KmaStatJson.Number(json, "bytes", bytes);
        KmaStatJson.Number(json, "succeed", allocations);
        KmaStatJson.Number(json, "fail", failures);
        json.WriteEndObject();
        return true;
    }
}

/// <summary>An arena in ::kmastat.</summary>
internal sealed class KmaStatArenaEvent(VmemArena arena, string name, KmaStatUnit unit, VmemCounters counters) : OutputEvent
{
    private const int Indent = 4;

    public override Item? Item => new Item(arena.Address);

    public override void WriteText(Run run, MdbWriter writer)
    {
        int indent = Math.Min(arena.Depth, KmaStatTable.NameWidth) * Indent;
        writer.Printf(
            "%*s%-*s %9llu%c %10llu%c %9llu%c %9llu %5llu \n", indent, "", Math.Max(KmaStatTable.NameWidth - indent, 0), name,
            unit.Of(counters.InUse), unit.Suffix, unit.Of(counters.Total), unit.Suffix, unit.Of(counters.Import), unit.Suffix,
            counters.Allocations, counters.Failures);
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("arena", name);
        json.WriteString("addr", JsonText.Hex(arena.Address));
        json.WriteNumber("depth", arena.Depth);
        KmaStatJson.Number(json, "inuse", counters.InUse);
        KmaStatJson.Number(json, "total", counters.Total);
        KmaStatJson.Number(json, "import", counters.Import);
        KmaStatJson.Number(json, "succeed", counters.Allocations);
        KmaStatJson.Number(json, "fail", counters.Failures);
        json.WriteEndObject();
        return true;
    }
}

internal static class KmaStatJson
{
    public static void Number(Utf8JsonWriter json, string name, ulong value)
    {
        json.WritePropertyName(name);
        JsonText.Unsigned(json, value);
    }
}
