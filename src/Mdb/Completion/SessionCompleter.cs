using System.Diagnostics;
using Commands.Pipeline;
using DumpReader.Types;
using Mdb.Editor;

namespace Mdb.Completion;

/// <summary>
/// Completes what stands before the cursor: names of commands, walkers, types, the members of the type that flows in the pipe, variables
/// and symbols.
/// </summary>
internal sealed class SessionCompleter(Session session) : ICompleter
{
    private const string SymbolSigns = "_.`";

    /// <summary>How long one waits for words, and once more for what is said about them; nothing else is taken from the keys meanwhile.</summary>
    private const int MostMilliseconds = 1000;

    private readonly NameLists _names = new(session);
    private readonly FlowingType _flow = new(session);
    private readonly Descriptions _about = new(session);

    /// <summary>Where quotes stand inside of the word, what is found for it does not go on from what is typed, and nothing is offered.</summary>
    public Candidates Complete(string text)
    {
        Candidates found = Patience.Within(MostMilliseconds, () => Find(text), None(text));
        string typed = text[found.Start..];
        return found.Words.All(word => word.StartsWith(typed, StringComparison.Ordinal)) ? found with { Describe = Patiently(found.Describe) } : None(text);
    }

    /// <summary>Says nothing about a word any more once that has taken too long.</summary>
    private static Func<string, string?>? Patiently(Func<string, string?>? describe)
    {
        var clock = new Stopwatch();
        return describe is null ? null : Describe;

        string? Describe(string word)
        {
            clock.Start();
            string? line = Patience.Within(MostMilliseconds - (int)Math.Min(clock.ElapsedMilliseconds, MostMilliseconds), () => describe(word), null);
            clock.Stop();
            return line;
        }
    }

    private Candidates Find(string text)
    {
        if (PipelineText.Parse(text) is not { Count: > 0 } stages)
        {
            return None(text);
        }

        StageText stage = stages[^1];
        if (stage.IsNameUnfinished)
        {
            bool isBare = !text[..stage.DcmdStart].EndsWith("::", StringComparison.Ordinal);
            return isBare
                ? new Candidates(stage.DcmdStart, _names.BareCommands(stage.Dcmd!), _about.BareCommand)
                : new Candidates(stage.DcmdStart, NameLists.Dcmds(stage.Dcmd!), Descriptions.Dcmd);
        }

        if (stage.Words.Count == 0)
        {
            return Symbol(text);
        }

        Word word = stage.Words[^1];
        switch (stage.Dcmd)
        {
            case "walk" when stage.Words.Count == 1:
                return new Candidates(word.Start, _names.Walkers(word.Text), _about.Walker);
            case "help" or "which" when stage.Words.Count == 1:
                return new Candidates(word.Start, NameLists.Dcmds(word.Text), Descriptions.Dcmd);
            case "print" or "sizeof" or "offsetof" or "list" or "array":
                return TypeOrMember(stages, skip: 0);
            case "printf":
                return TypeOrMember(stages, skip: 1);
            case "where" or "select" or "sort" or "uniq" or "count" or "sum" or "min" or "max" or "group" or "groupby":
                return Operand(stages, word);
            case "enum" or "typedef" or "typelist":
                return Type(stage, 0);
            default:
                return Symbol(text);
        }
    }

    private Candidates TypeOrMember(IReadOnlyList<StageText> stages, int skip)
    {
        StageText stage = stages[^1];
        IReadOnlyList<Word> words = stage.Words;
        Word word = words[^1];
        if (word.Text is ['-', ..])
        {
            return None(word.Text);
        }

        PrintArguments arguments = PrintArguments.Of(words, words.Count - 1, skip, name => session.FindType(name, out _));
        if (arguments.Type is { } named)
        {
            return Member(named, word);
        }

        if (stage.Dcmd is not ("print" or "printf"))
        {
            return Type(stage, arguments.Rest);
        }

        bool isAlone = stages.Count == 1 && string.IsNullOrWhiteSpace(stage.Address);
        CType? type = isAlone ? session.LastObject?.Type ?? PanickingThread : _flow.Into(stages.SkipLast(1), stage);
        if (type is null || Member(type, word) is not { Words.Count: > 0 } members)
        {
            return Type(stage, arguments.Rest);
        }

        return isAlone && word.Text.Length > 0 && members.Start == word.Start ? Merge(members, Type(stage, arguments.Rest)) : members;
    }

    /// <summary>In a condition or key: a member of what flows, from where the path begins that the cursor stands behind.</summary>
    private Candidates Operand(IReadOnlyList<StageText> stages, Word word)
    {
        int path = word.Text.Length;
        while (path > 0 && IsPath(word.Text, path - 1))
        {
            path--;
        }

        var name = new Word(word.Text[path..], word.Start + path);
        Candidates members = _flow.Into(stages.SkipLast(1), stages[^1]) is { } type ? Member(type, name) : None(word.Text);
        string[] columns = [.. RowColumns.Into(stages.SkipLast(1)).Where(c => c.StartsWith(name.Text, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return columns.Length == 0 ? members
            : members.Words.Count == 0 || members.Start != name.Start ? Columns(name.Start, columns)
            : Merge(Columns(name.Start, columns), members);

        static bool IsPath(string text, int at) => char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.' or '[' or ']'
            || (text[at] == '>' && at > 0 && text[at - 1] == '-') || (text[at] == '-' && at + 1 < text.Length && text[at + 1] == '>');
    }

    private static Candidates Columns(int start, string[] names) => new(start, names, _ => "column");

    /// <summary>What <c>::print MEMBER</c> looks at before anything was printed.</summary>
    private CType? PanickingThread => session.Target.Dump is null ? null : session.FindType("kthread_t", out _);

    private static Candidates Merge(Candidates one, Candidates other) =>
        new(one.Start, [.. one.Words.Union(other.Words, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            name => one.Words.Contains(name, StringComparer.Ordinal) ? one.Describe?.Invoke(name) : other.Describe?.Invoke(name));

    private static Candidates Member(CType type, Word word)
    {
        (string path, int start) = MemberPaths.Split(word.Text);
        return MemberPaths.Follow(type, path) is { } inner && MemberPaths.Structure(inner) is { } structure
            ? new Candidates(word.Start + start, NameLists.Members(structure, word.Text[start..]), name => Descriptions.Member(structure, name))
            : None(word.Text);
    }

    /// <param name="stage">The stage.</param>
    /// <param name="first">Index of the word at which the name of the type begins; it may be two words.</param>
    private Candidates Type(StageText stage, int first)
    {
        IReadOnlyList<Word> words = stage.Words;
        int last = words.Count - 1;
        bool isTag = last == first + 1 && words[first].Text is "struct" or "union" or "enum";
        if (last != first && !isTag)
        {
            return None(words[last].Text);
        }

        if (!isTag)
        {
            return new Candidates(words[last].Start, _names.Types(words[last].Text), _about.Type);
        }

        string keyword = words[first].Text + " ";
        return new Candidates(words[last].Start, [.. _names.Types(keyword + words[last].Text).Select(name => name[keyword.Length..])],
            name => _about.Type(keyword + name));
    }

    private Candidates Symbol(string text)
    {
        int start = text.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || SymbolSigns.Contains(text[start - 1], StringComparison.Ordinal)))
        {
            start--;
        }

        if (start > 0 && text[start - 1] == '<')
        {
            return new Candidates(start, _names.Variables(text[start..]), _about.Variable);
        }

        return start == text.Length || char.IsAsciiDigit(text[start])
            ? None(text)
            : new Candidates(start, _names.Symbols(text[start..]), _about.Symbol);
    }

    private static Candidates None(string text) => new(text.Length, []);
}
