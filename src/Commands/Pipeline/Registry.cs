namespace Commands.Pipeline;

/// <summary>
/// All dcmds and walkers by name. The generator fills it from the attributes; an instance is made when a name is first used, so
/// that starting costs nothing, however many commands there are.
/// </summary>
internal static partial class Registry
{
    /// <summary>A new instance, or null. Names of one-letter commands carry their sigil: <c>$c</c>, <c>:a</c>; others have none.</summary>
    public static partial Dcmd? CreateDcmd(ReadOnlySpan<char> name);

    public static partial Walker? CreateWalker(ReadOnlySpan<char> name);

    /// <summary>Columns that rows of a dcmd can have, for every form of it, a blank between two; empty where it has none or they are not fixed.</summary>
    public static partial string ColumnsOf(ReadOnlySpan<char> name);

    /// <summary>Every dcmd name, aliases included, sorted by ordinal.</summary>
    public static partial IReadOnlyList<string> DcmdNames { get; }

    public static partial IReadOnlyList<string> WalkerNames { get; }
}
