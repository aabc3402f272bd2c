namespace DumpReader.Kernel;

/// <summary>What commands that look at many threads want to know of each. A member that the dump's types lack is 0.</summary>
/// <param name="Address">The <c>kthread_t</c>.</param>
/// <param name="StackBase">Lowest address of its stack (t_stkbase).</param>
/// <param name="StackTop">Where its stack begins (t_stk).</param>
/// <param name="StackPointer">As it was saved when the thread stopped running.</param>
/// <param name="ProgramCounter">As saved.</param>
/// <param name="State">t_state.</param>
/// <param name="ScheduleFlags">t_schedflag.</param>
/// <param name="SyncOperations">t_sobj_ops: what kind of object it is blocked on.</param>
/// <param name="WaitChannel">t_lwpchan.lc_wchan: the object it is blocked on.</param>
/// <param name="Turnstile">t_ts.</param>
/// <param name="Process">t_procp.</param>
internal readonly record struct ThreadFacts(
    ulong Address, ulong StackBase, ulong StackTop, ulong StackPointer, ulong ProgramCounter, ulong State, ulong ScheduleFlags, ulong SyncOperations,
    ulong WaitChannel, ulong Turnstile, ulong Process)
{
    /// <summary>TS_LOAD, sys/thread.h.</summary>
    private const ulong Loaded = 1;

    /// <summary>The stack is in memory.</summary>
    public bool IsLoaded => (ScheduleFlags & Loaded) != 0;
}
