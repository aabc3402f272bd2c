using System.Text;
using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Mdb.Completion;

/// <summary>The names of a session that begin with given letters, sorted, each once.</summary>
internal sealed class NameLists(Session session)
{
    public static IReadOnlyList<string> Dcmds(string prefix) =>
        Sorted(Registry.DcmdNames.Where(name => char.IsAsciiLetterOrDigit(name[0]) && name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Commands whose name may stand behind a pipe without colons.</summary>
    public IReadOnlyList<string> BareCommands(string prefix) => Sorted(Registry.DcmdNames.Where(name =>
        char.IsAsciiLetter(name[0]) && name.StartsWith(prefix, StringComparison.Ordinal) && session.FindBareCommand(name) is not null));

    public IReadOnlyList<string> Walkers(string prefix) =>
        Sorted(WalkerTable.All(session).Select(w => w.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Members of a structure.</summary>
    public static IReadOnlyList<string> Members(StructType structure, string prefix) =>
        Sorted(structure.Members.Select(m => m.Name).Where(name => name.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Types by name; those with a keyword (<c>struct</c>) only once it is typed.</summary>
    public IReadOnlyList<string> Types(string prefix)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (CType type in session.Target.Types.All())
        {
            if (type.Tag.Length > 0 && type.Kind is not (TypeKind.Function or TypeKind.Forward)
                && type.Name.StartsWith(prefix, StringComparison.Ordinal)
                && (prefix.Length > 0 || !type.Name.Contains(' ', StringComparison.Ordinal)))
            {
                names.Add(type.Name);
            }
        }

        return Sorted(names);
    }

    public IReadOnlyList<string> Variables(string prefix) =>
        Sorted(session.Variables.All.Select(v => v.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Symbols of all modules, or of the one named before a backquote.</summary>
    public IReadOnlyList<string> Symbols(string prefix)
    {
        int quote = prefix.LastIndexOf('`');
        string module = quote < 0 ? "" : prefix[..quote];
        byte[] start = Encoding.Latin1.GetBytes(prefix[(quote + 1)..]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SymbolTable table in session.Target.Symbols.Tables)
        {
            if (quote >= 0 && table.Module != module)
            {
                continue;
            }

            for (int i = 1; i < table.Count; i++)
            {
                Symbol symbol = table[i];
                if (symbol.Value != 0 && symbol.Type is not (SymbolType.File or SymbolType.Section) && symbol.NameBytes.Length > 0
                    && symbol.NameBytes.Span.StartsWith(start))
                {
                    names.Add(prefix[..(quote + 1)] + symbol.Name);
                }
            }
        }

        return Sorted(names);
    }

    /// <summary>Names that would drive the terminal they are shown on are not offered.</summary>
    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) =>
        [.. names.Where(SafeText.IsSafe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
