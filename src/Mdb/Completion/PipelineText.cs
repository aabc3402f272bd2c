using System.Text;

namespace Mdb.Completion;

/// <summary>
/// Finds the stages of the statement in which the cursor stands. It follows the modes of the language only as far as completion
/// needs: quotes, comments, where <c>|</c> is a pipe and where it is arithmetic.
/// </summary>
internal sealed class PipelineText
{
    private const string FormatVerbs = "/\\@?=";

    private readonly string _text;
    private readonly List<StageText> _stages = [];
    private int _at;

    private PipelineText(string text) => _text = text;

    /// <summary>
    /// The stages up to the cursor, which stands at the end of <paramref name="text"/>; null inside a shell command or a comment.
    /// </summary>
    public static IReadOnlyList<StageText>? Parse(string text)
    {
        var parser = new PipelineText(text);
        while (parser.Command())
        {
        }

        return parser._at > text.Length ? null : parser._stages;
    }

    private bool IsEnd => _at >= _text.Length;

    /// <summary>Reads a command; true when another follows.</summary>
    private bool Command()
    {
        SkipBlanks();
        int start = _at;
        if (_stages.Count > 0 && !IsEnd && char.IsAsciiLetter(_text[_at]))
        {
            return Name("", start);
        }

        while (!IsEnd)
        {
            char c = _text[_at];
            switch (c)
            {
                case ';':
                    _at++;
                    _stages.Clear();
                    return true;
                case '\'':
                    SkipQuoted();
                    break;
                case '/' when Next == '/':
                case '!' when Next != '=':
                    return Nothing();
                case ':' when Next == ':':
                    return Dcmd(start);
                case '=' when Next == '=' || IsAfterBang:
                    _at += Next == '=' ? 2 : 1;
                    break;
                case ':' or '$':
                    int name = _at;
                    _at = Math.Min(_at + 2, _text.Length);
                    return Arguments(_text[start..name], start, _text[name.._at], name, isNameUnfinished: false);
                default:
                    _at++;
                    if (FormatVerbs.Contains(c, StringComparison.Ordinal) && !IsCast(start))
                    {
                        return Formats(start);
                    }

                    break;
            }
        }

        _stages.Add(new StageText(_text[start..], start, null, _text.Length, [], IsNameUnfinished: false));
        return false;
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private bool IsAfterBang => _at > 0 && _text[_at - 1] == '!';

    /// <summary>The slashes of <c>*/c/</c> are no verb.</summary>
    private bool IsCast(int start)
    {
        if (_text[_at - 1] != '/')
        {
            return false;
        }

        bool opens = _at - 2 >= start && IsCastSign(_text[_at - 2]);
        bool closes = _at - 4 >= start && _text[_at - 3] == '/' && IsCastSign(_text[_at - 4]);
        return opens || closes;
    }

    private static bool IsCastSign(char c) => c is '*' or '%' or '>';

    private bool Dcmd(int start)
    {
        string address = _text[start.._at];
        _at += 2;
        return Name(address, start);
    }

    /// <summary>The name of a command, and what follows it; behind a pipe it may stand without colons.</summary>
    private bool Name(string address, int start)
    {
        int name = _at;
        while (!IsEnd && !char.IsWhiteSpace(_text[_at]) && !"|;!\"'$".Contains(_text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return Arguments(address, start, _text[name.._at], name, isNameUnfinished: IsEnd);
    }

    private bool Formats(int start)
    {
        while (!IsEnd && _text[_at] is not ('|' or ';' or '!'))
        {
            if (_text[_at] == '"')
            {
                SkipQuoted();
            }
            else
            {
                _at++;
            }
        }

        _stages.Add(new StageText(_text[start.._at], start, null, _at, [new Word("", _at)], IsNameUnfinished: false));
        return AfterCommand();
    }

    private bool Arguments(string address, int addressStart, string? dcmd, int dcmdStart, bool isNameUnfinished)
    {
        var words = new List<Word>();
        while (true)
        {
            SkipBlanks();
            if (IsEnd)
            {
                if (!isNameUnfinished)
                {
                    words.Add(new Word("", _at));
                }

                break;
            }

            char c = _text[_at];
            if (c is '|' or ';' or '!')
            {
                break;
            }

            if (c == '/' && Next == '/')
            {
                return Nothing();
            }

            words.Add(ReadWord());
            if (IsEnd)
            {
                break;
            }
        }

        _stages.Add(new StageText(address, addressStart, dcmd, dcmdStart, words, isNameUnfinished));
        return AfterCommand();
    }

    private bool AfterCommand()
    {
        if (IsEnd)
        {
            return false;
        }

        switch (_text[_at++])
        {
            case '|':
                return true;
            case ';':
                _stages.Clear();
                return true;
            default:
                return Nothing();
        }
    }

    private Word ReadWord()
    {
        int start = _text[_at] is '"' or '\'' ? _at + 1 : _at;
        var text = new StringBuilder();
        while (!IsEnd && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('|' or ';' or '!'))
        {
            char c = _text[_at];
            if (c is '"' or '\'')
            {
                int open = _at + 1;
                bool closed = SkipQuoted();
                text.Append(_text.AsSpan(open, _at - open - (closed ? 1 : 0)));
            }
            else if (c == '$' && Next == '[')
            {
                int close = _text.IndexOf(']', _at);
                int end = close < 0 ? _text.Length : close + 1;
                text.Append(_text.AsSpan(_at, end - _at));
                _at = end;
            }
            else
            {
                text.Append(c);
                _at++;
            }
        }

        return new Word(text.ToString(), start);
    }

    /// <summary>Goes behind a quoted text; false where its end is missing.</summary>
    private bool SkipQuoted()
    {
        char quote = _text[_at++];
        while (!IsEnd)
        {
            char c = _text[_at++];
            if (c == quote)
            {
                return true;
            }

            if (c == '\\' && !IsEnd)
            {
                _at++;
            }
        }

        return false;
    }

    private void SkipBlanks()
    {
        while (!IsEnd && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private bool Nothing()
    {
        _at = _text.Length + 1;
        return false;
    }
}
