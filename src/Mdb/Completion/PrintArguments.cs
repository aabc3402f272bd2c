using DumpReader.Types;

namespace Mdb.Completion;

/// <summary>Takes apart arguments of the form <c>[options] [type] [member ...]</c>.</summary>
internal readonly struct PrintArguments
{
    private const string OptionsWithValue = "cls";

    private PrintArguments(CType? type, int rest) => (Type, Rest) = (type, rest);

    /// <summary>The type named; null for none.</summary>
    public CType? Type { get; }

    /// <summary>Index of the first word after options and type.</summary>
    public int Rest { get; }

    /// <param name="words">The arguments.</param>
    /// <param name="finished">How many of them are certain to be whole.</param>
    /// <param name="skip">Words before the type, e.g. the format of ::printf.</param>
    /// <param name="find">Type by name.</param>
    public static PrintArguments Of(IReadOnlyList<Word> words, int finished, int skip, Func<string, CType?> find)
    {
        int i = 0;
        while (i < finished && words[i].Text is ['-', _, ..] option)
        {
            i += OptionsWithValue.Contains(option[^1], StringComparison.Ordinal) ? 2 : 1;
        }

        i += skip;
        if (i >= finished)
        {
            return new PrintArguments(null, Math.Min(i, words.Count));
        }

        string name = words[i].Text;
        if (name is "struct" or "union" or "enum" && i + 1 < finished)
        {
            return new PrintArguments(find(name + " " + words[i + 1].Text), i + 2);
        }

        CType? type = find(name);
        return new PrintArguments(type, type is null ? i : i + 1);
    }
}
