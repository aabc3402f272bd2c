namespace Commands.Dcmds.Kernel;

/// <summary>The states of a thread (t_state, TS_* in sys/thread.h), each a bit.</summary>
internal static class ThreadState
{
    private static readonly (ulong Bit, string Name)[] _states =
    [
        (0, "free"), (1, "sleep"), (2, "run"), (4, "onproc"), (8, "zomb"), (16, "stopped"), (32, "wait"),
    ];

    /// <summary><c>sleep</c>, <c>onproc</c>; anything else is <c>inval/</c> and the number.</summary>
    public static string Name(ulong state) => Array.Find(_states, s => s.Bit == state).Name ?? $"inval/{state:x2}";

    /// <summary><c>TS_SLEEP</c>; several bits are joined by commas.</summary>
    public static string Flags(ulong state) => state == 0
        ? "TS_FREE"
        : string.Join(',', _states.Where(s => (s.Bit & state) != 0).Select(s => "TS_" + s.Name.ToUpperInvariant()));
}
