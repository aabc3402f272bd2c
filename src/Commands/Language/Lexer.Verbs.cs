namespace Commands.Language;

internal sealed partial class Lexer
{
    private const string ActionLetters = "vwWZzlLM";

    /// <summary>A verb, or the comma in front of a count; false where the character begins none.</summary>
    private bool Verb(int c)
    {
        switch (c)
        {
            case ',':
                Add(TokenKind.Comma, 1);
                return true;
            case '=':
                Add(TokenKind.FormatVerb, 1);
                _mode = Mode.Format;
                return true;
            case '/' or '\\' or '@' or '?':
                FormatVerb();
                return true;
            case '>':
                DcmdToken(1);
                return true;
            case '$':
                int length = Peek(1) switch { '<' => Peek(2) == '<' ? 3 : 2, '>' => 2, int letter => IsOneLetter(letter) ? 2 : 1 };
                DcmdToken(length);
                return true;
            case ':' when Peek(1) == ':' && (IsNameStart(Peek(2)) || Peek(2) is >= '0' and <= '9'):
                _at += 2;
                SkipName();
                DcmdToken(0);
                return true;
            case ':' when IsOneLetter(Peek(1)):
                DcmdToken(2);
                return true;
            default:
                return false;
        }
    }

    private static bool IsOneLetter(int c) => c is '?' or '%' or '@' or '^' or '_' or '`' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    private void FormatVerb()
    {
        _at++;
        int blanks = 0;
        while (Peek(blanks) is ' ' or '\t')
        {
            blanks++;
        }

        int letter = Peek(blanks);
        if (letter != End && ActionLetters.Contains((char)letter, StringComparison.Ordinal))
        {
            Add(TokenKind.ActionVerb, blanks + 1);
            _mode = Mode.Arguments;
        }
        else
        {
            Add(TokenKind.FormatVerb);
            _mode = Mode.Format;
        }
    }

    /// <summary>Unknown commands are found here, before anything of the statement runs.</summary>
    private void DcmdToken(int length)
    {
        _at += length;
        string text = _text.ToString(_start, _at - _start);
        DcmdToken(context.FindCommand(text.StartsWith("::", StringComparison.Ordinal) ? text[2..] : text == "$" ? "$?" : text), text);
    }

    private void DcmdToken(CommandLookup found, string text)
    {
        switch (found)
        {
            case CommandLookup.Found:
                Add(TokenKind.Dcmd);
                _mode = Mode.Arguments;
                break;
            case CommandLookup.FoundFilter:
                Add(TokenKind.FilterDcmd);
                (_mode, _depth) = (Mode.Filter, 0);
                break;
            case CommandLookup.UnknownModule:
                Fail($"invalid command '{text}': specified module is not loaded", hasTail: false);
                break;
            default:
                Fail($"invalid command '{text}': unknown dcmd name", hasTail: false);
                break;
        }
    }

    private void Format()
    {
        if (Common())
        {
            return;
        }

        int c = Peek();
        if (c is >= '0' and <= '9')
        {
            while (Peek() is >= '0' and <= '9')
            {
                _at++;
            }

            if (NumberText.TryParse(_text.ToString(_start, _at - _start), 10, out _, out string? error))
            {
                Add(TokenKind.FormatCount);
            }
            else
            {
                Fail(error!, hasTail: false);
            }
        }
        else if (c != '"')
        {
            Add(TokenKind.FormatLetter, 1);
        }
        else if (DoubleQuoted())
        {
            Add(TokenKind.FormatText);
        }
    }

    private void Arguments()
    {
        if (Common())
        {
            return;
        }

        if (Peek() == '$')
        {
            if (Peek(1) == '[')
            {
                Add(TokenKind.DollarOpen, 2);
                _mode = Mode.Expression;
            }
            else
            {
                Add(TokenKind.Illegal, 1);
            }

            return;
        }

        int start = _at;
        while (true)
        {
            int c = Peek();
            if (c is End or ' ' or '\t' or '\n' or ';' or '!' or '|' or '$')
            {
                break;
            }

            bool read = c switch { '"' => DoubleQuoted(), '\'' => SingleQuoted(), _ => Plain() };
            if (!read)
            {
                return;
            }
        }

        _start = start;
        Add(TokenKind.Word);

        bool Plain()
        {
            _at++;
            return true;
        }
    }

    /// <summary>
    /// In an argument the text is literal and ends at the first quote not directly behind a backslash; one with a quote inside is
    /// refused all the same, and a quote that nothing matches is no token at all.
    /// </summary>
    private bool SingleQuoted()
    {
        int end = 0;
        bool inner = false;
        for (int i = 1; Peek(i) is not ('\n' or End); i++)
        {
            if (Peek(i) == '\'')
            {
                inner = end > 0;
                end = i;
                if (Peek(i - 1) != '\\')
                {
                    break;
                }
            }
        }

        _start = _at;
        if (end == 0)
        {
            Add(TokenKind.Illegal, 1);
            return false;
        }

        _at += end + 1;
        if (inner)
        {
            Fail("syntax error: ' unmatched", hasTail: true);
        }

        return !inner;
    }
}
