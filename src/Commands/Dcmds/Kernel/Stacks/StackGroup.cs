using Commands.Dcmds.Core;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Kernel;

/// <summary>Threads that stand at the same place in the same state.</summary>
internal sealed class StackGroup(StackKey key)
{
    public StackKey Key { get; } = key;

    /// <summary>In order of discovery.</summary>
    public List<ulong> Threads { get; } = [];

    /// <summary>The first found, then the others from the last found back: the order in which stock mdb lists them.</summary>
    public IEnumerable<ulong> Listed => Threads.Take(1).Concat(Threads.Skip(1).Reverse());

    /// <summary>t_state in words; PANIC for the thread that panicked.</summary>
    public string State => Key.Panicked ? "PANIC" : ThreadState.Name(Key.State).ToUpperInvariant();
}

/// <summary>What threads of one group have in common.</summary>
internal sealed record StackKey(ulong State, StackFault Fault, ulong[] Frames, bool Truncated, ulong SyncOperations, bool Panicked)
{
    public bool Equals(StackKey? other) =>
        other is not null && State == other.State && Fault == other.Fault && Truncated == other.Truncated
        && SyncOperations == other.SyncOperations && Panicked == other.Panicked && Frames.AsSpan().SequenceEqual(other.Frames);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(State);
        hash.Add(Fault);
        hash.Add(SyncOperations);
        foreach (ulong frame in Frames)
        {
            hash.Add(frame);
        }

        return hash.ToHashCode();
    }
}

/// <summary>
/// The order of groups: that of the panic last; more threads first; then by state, by what failed, by the functions from the innermost on.
/// </summary>
internal sealed class StackOrder(Session session) : IComparer<StackGroup>
{
    private readonly Dictionary<ulong, string?> _names = [];

    public int Compare(StackGroup? x, StackGroup? y)
    {
        (StackKey left, StackKey right) = (x!.Key, y!.Key);
        int order = left.Panicked.CompareTo(right.Panicked);
        order = order != 0 ? order : y.Threads.Count.CompareTo(x.Threads.Count);
        order = order != 0 ? order : left.State.CompareTo(right.State);
        order = order != 0 ? order : left.Fault.CompareTo(right.Fault);
        for (int i = 0; order == 0 && i < Math.Min(left.Frames.Length, right.Frames.Length); i++)
        {
            order = Compare(left.Frames[i], right.Frames[i]);
        }

        order = order != 0 ? order : left.Truncated.CompareTo(right.Truncated);
        order = order != 0 ? order : left.Frames.Length.CompareTo(right.Frames.Length);
        return order != 0 ? order : left.SyncOperations.CompareTo(right.SyncOperations);
    }

    private int Compare(ulong left, ulong right)
    {
        if (left == right)
        {
            return 0;
        }

        int order = Name(left) is { } a && Name(right) is { } b ? string.CompareOrdinal(a, b) : 0;
        return order != 0 ? order : left.CompareTo(right);
    }

    private string? Name(ulong address)
    {
        if (!_names.TryGetValue(address, out string? name))
        {
            name = session.TryFind(address, out Symbol symbol, out _) ? (symbol.Table.Module is { } module ? $"{module}`{symbol.Name}" : symbol.Name) : null;
            _names[address] = name;
        }

        return name;
    }
}
