namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>What became of the words that were looked at.</summary>
/// <param name="Words">All of them.</param>
/// <param name="Dismissals">Outside of all buffers' range.</param>
/// <param name="Misses">Inside it, but in no buffer.</param>
/// <param name="Dups">In a buffer that was reached before.</param>
/// <param name="Follows">In a buffer that was not.</param>
internal readonly record struct LeakCounters(long Words, long Dismissals, long Misses, long Dups, long Follows)
{
    public static LeakCounters operator +(LeakCounters a, LeakCounters b) =>
        new(a.Words + b.Words, a.Dismissals + b.Dismissals, a.Misses + b.Misses, a.Dups + b.Dups, a.Follows + b.Follows);
}
