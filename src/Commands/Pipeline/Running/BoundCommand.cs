using Commands.Language;

namespace Commands.Pipeline;

/// <summary>A command of a statement with its arguments evaluated: what a bare expression runs again.</summary>
/// <param name="Name">As typed without colons; the usage line shows it.</param>
/// <param name="Dcmd">The command, or the format verb made for its list.</param>
/// <param name="Arguments">Words and numbers.</param>
/// <param name="Format">For a write or search: the verb and its letter.</param>
/// <param name="Filter">The condition of a filter command.</param>
internal sealed record BoundCommand(
    string Name, Dcmd Dcmd, IReadOnlyList<Argument> Arguments, FormatList? Format = null, FilterNode? Filter = null);
