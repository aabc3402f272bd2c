namespace Commands.Dcmds.Core;

/// <summary>The columns that <c>::nm -f</c> asks for; they always stand in the same order.</summary>
internal sealed record SymbolColumns(IReadOnlySet<string> Names)
{
    private static readonly string[] _known = ["ndx", "val", "sz", "type", "bind", "oth", "shndx", "name", "ctype", "obj", "ctfid"];

    private static readonly SymbolColumns _default =
        new(new HashSet<string>(StringComparer.Ordinal) { "val", "sz", "type", "bind", "oth", "shndx", "name" });

    public bool Type => Names.Contains("ctype");

    public bool TypeId => Names.Contains("ctfid");

    public bool Has(string name) => Names.Contains(name);

    /// <summary>Null with the word that names no column.</summary>
    public static SymbolColumns? Parse(string? list, out string? bad)
    {
        bad = null;
        if (list is null)
        {
            return _default;
        }

        var names = new HashSet<string>(list.Split(','), StringComparer.Ordinal);
        bad = names.FirstOrDefault(n => Array.IndexOf(_known, n) < 0);
        return bad is null ? new SymbolColumns(names) : null;
    }
}
