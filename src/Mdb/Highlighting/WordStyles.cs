using Mdb.Editor;

namespace Mdb.Highlighting;

/// <summary>What the words behind a command are, one after the other.</summary>
internal sealed class WordStyles(HighlightNames names)
{
    private const string OptionsWithValue = "cls";

    private string _dcmd = "";
    private int _index;
    private bool _isTag;
    private bool _hasType;
    private bool _isValue;

    /// <summary>A command begins.</summary>
    /// <param name="dcmd">Its name without colons.</param>
    public void Begin(string dcmd) => (_dcmd, _index, _isTag, _hasType, _isValue) = (dcmd, 0, false, false, false);

    /// <summary>The next word.</summary>
    /// <param name="word">As typed, with its quotes.</param>
    /// <param name="place">Its styles.</param>
    /// <param name="isUnfinished">The line ends with it.</param>
    public void Add(string word, Span<TextStyle> place, bool isUnfinished)
    {
        string bare = word.Trim('"', '\'');
        TextStyle style = _isValue ? TextStyle.Number
            : word is ['-' or '+', not ('-' or '>'), ..] ? TextStyle.Option
            : Style(word, bare, isUnfinished);
        _isValue = style == TextStyle.Option && IsTyped && OptionsWithValue.Contains(word[^1], StringComparison.Ordinal);
        _index += style == TextStyle.Option || _isValue ? 0 : 1;
        place.Fill(style);
    }

    private bool IsTyped => _dcmd is "print" or "printf" or "list" or "array" or "sizeof" or "offsetof" or "enum" or "typedef";

    private TextStyle Style(string word, string bare, bool isUnfinished)
    {
        switch (_dcmd)
        {
            case "walk":
                return _index == 0 ? names.Walker(bare, isUnfinished) : TextStyle.Variable;
            case "help" or "which" when _index == 0:
                return names.Command(bare.StartsWith("::", StringComparison.Ordinal) || bare is ['$' or ':', ..] ? bare : "::" + bare, isUnfinished);
            case "printf" when _index == 0:
                return TextStyle.Text;
            case "sort" or "select" or "uniq" or "count" or "sum" or "min" or "max" or "group" or "groupby":
                return word == "by" ? TextStyle.Command : IsNumber(bare) ? TextStyle.Number : TextStyle.Member;
        }

        if (IsTyped)
        {
            return Typed(bare);
        }

        return word[0] is '"' or '\'' ? TextStyle.Text : IsNumber(bare) ? TextStyle.Number : TextStyle.Plain;
    }

    /// <summary>A type, perhaps of two words, and then members of it; or members of what flows in the pipe.</summary>
    private TextStyle Typed(string bare)
    {
        if (_hasType)
        {
            return TextStyle.Member;
        }

        bool isTag = _isTag;
        _isTag = bare is "struct" or "union" or "enum";
        _hasType = !_isTag;
        return _isTag || isTag || names.IsType(bare) ? TextStyle.Type : TextStyle.Member;
    }

    private static bool IsNumber(string word) => word.Length > 0 && char.IsAsciiDigit(word[0]);
}
