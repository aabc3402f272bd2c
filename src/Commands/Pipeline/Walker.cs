namespace Commands.Pipeline;

/// <summary>Marks a walker class for the generated registry.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WalkerAttribute(string name, params string[] aliases) : Attribute
{
    public string Name { get; } = name;

    public string[] Aliases { get; } = aliases;
}

/// <summary>What a walker says of itself.</summary>
/// <param name="Name">As typed after ::walk.</param>
/// <param name="Summary">The line of ::walkers.</param>
internal sealed record WalkerInfo(string Name, string Summary)
{
    public string Module { get; init; } = "genunix";

    /// <summary>Type of what it yields, e.g. <c>struct ctxop</c>; null for plain addresses.</summary>
    public string? Yields { get; init; }

    public bool Ours { get; init; }
}

/// <summary>Lists the elements of a kernel data structure.</summary>
internal abstract class Walker
{
    public abstract WalkerInfo Info { get; }

    /// <summary>
    /// Starts a walk; checks its start at once and then yields lazily. Null: the walk could not start and <paramref name="run"/> has
    /// the reason (<see cref="Run.Error"/>). A fault on the way is reported to <paramref name="run"/> and ends the walk.
    /// </summary>
    /// <param name="run">Problems, cancellation, the session.</param>
    /// <param name="start">Address given, with its type where known; null for a global walk.</param>
    public abstract IEnumerable<Item>? Walk(Run run, Item? start);
}
