using System.Collections.Concurrent;

namespace DumpReader.Problems;

/// <summary>
/// Tells of the limits (<see cref="Bytes.Limits"/>) that one program, library or other part of a file has come to: each once, where it was met
/// first. What is beyond a limit is left out. Safe for concurrent use.
/// </summary>
/// <param name="name">Of the part, for messages.</param>
/// <param name="report">Told of each limit once, with the code <c>MDB155</c>.</param>
internal sealed class LimitLog(string name, Action<Problem> report)
{
    /// <summary>For what nobody asks about.</summary>
    public static readonly LimitLog None = new("", static _ => { });

    private readonly ConcurrentDictionary<string, bool> _met = new(StringComparer.Ordinal);

    /// <summary>Says that a limit was met, unless it was said before.</summary>
    /// <param name="limit">Name of the member of <see cref="Bytes.Limits"/>.</param>
    /// <param name="what">What is larger than is believed, what is expected, and what that costs.</param>
    public void Say(string limit, string what)
    {
        if (_met.TryAdd(limit, true))
        {
            report(new Problem("MDB155", $"{name}: {what}"));
        }
    }

    /// <summary>The smaller of a count that the file states and the most that is believed; where that is less, it is said.</summary>
    /// <param name="limit">Name of the member of <see cref="Bytes.Limits"/>.</param>
    /// <param name="what">What is counted, in the plural.</param>
    public ulong AtMost(ulong count, ulong most, string limit, string what)
    {
        if (count > most)
        {
            Say(limit, $"{count} {what}, of which {most} are read");
        }

        return Math.Min(count, most);
    }
}
