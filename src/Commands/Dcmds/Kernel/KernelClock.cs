using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>The clocks of a stopped kernel.</summary>
internal static class KernelClock
{
    /// <summary>Ticks since boot (lbolt): as the panic froze it, or from the time at which the kernel debugger stopped it.</summary>
    public static long Lbolt(Run run)
    {
        if (KernelObject.Variable(run, "panic_lbolt64") is { } frozen && (long)frozen > 0)
        {
            return (long)frozen;
        }

        if (!KernelObject.TryVariable(run, "lb_info", out Value pointer) || !pointer.TryDereference(out Value info))
        {
            return 0;
        }

        long tick = (long)(KernelObject.Variable(run, "nsec_per_tick") ?? 0);
        return tick <= 0 ? 0 : (StopTime(run) / tick) - info.Signed("lbi_debug_time");
    }

    /// <summary>Nanoseconds since boot at which the system panicked or, without that, the kernel debugger stopped it; 0 where neither is known.</summary>
    public static long Hrtime(Run run) => KernelObject.Variable(run, "panic_hrtime") is { } frozen && (long)frozen > 0 ? (long)frozen : StopTime(run);

    /// <summary>Nanoseconds since boot at which the kernel debugger stopped the system; 0 where it did not.</summary>
    public static long StopTime(Run run)
    {
        bool bootstrap = run.Session.FindSymbol(null, "lbolt_bootstrap", out Symbol symbol) == SymbolLookup.Found
            && KernelObject.Variable(run, "lbolt_hybrid") == symbol.Value;
        return bootstrap || !KernelObject.TryVariable(run, "lb_info", out Value pointer) || !pointer.TryDereference(out Value info)
            ? 0
            : info.Signed("lbi_debug_ts");
    }
}
