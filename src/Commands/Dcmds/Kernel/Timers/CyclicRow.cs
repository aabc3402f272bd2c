using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Timers;

/// <summary>A cyclic: a function that the kernel calls at intervals.</summary>
/// <param name="Cyclic">A <c>cyclic_t</c>.</param>
internal sealed record CyclicRow(Value Cyclic)
{
    /// <summary>By cy_level: CY_LOW_LEVEL, CY_LOCK_LEVEL, CY_HIGH_LEVEL, sys/cyclic.h.</summary>
    private static readonly string[] _levels = ["low", "lock", "high"];

    public static readonly Table<CyclicRow> Layout = new(
        [
            new("addr", r => Cell.Address(r.Cyclic.Address)), new("level", r => r.Level), new("pend", r => r.Cyclic.Number("cy_pend")),
            new("flags", r => r.Cyclic.Number("cy_flags")), new("fire", r => r.Fire), new("usec_interval", r => r.Microseconds),
            new("handler", r => Cell.Symbolic(r.Handler)),
        ],
        "            ADDR LEVL  PEND FLAGS            FIRE USECINT HANDLER",
        (r, w) => w.Printf("%0?p %4s %5d  %04x %15llx %7lld %a\n", r.Cyclic.Address, r.Level, (int)r.Cyclic.Number("cy_pend"),
            r.Cyclic.Number("cy_flags"), r.Fire, r.Microseconds, r.Handler));

    public string Level => LevelName(Cyclic.Number("cy_level"));

    /// <summary>When it fires next, in nanoseconds.</summary>
    public long Fire => Cyclic.Signed("cy_expire");

    public long Interval => Cyclic.Signed("cy_interval");

    public long Microseconds => Interval / 1000;

    public ulong Handler => Cyclic.Number("cy_handler");

    /// <summary>It is set to fire once: the time after that is the end of all time.</summary>
    public bool IsOneShot => unchecked(Interval + Fire) == long.MaxValue;

    public static string LevelName(ulong level) => level < (ulong)_levels.Length ? _levels[level] : "??";
}
