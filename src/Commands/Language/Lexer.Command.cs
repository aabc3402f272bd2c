namespace Commands.Language;

internal sealed partial class Lexer
{
    private void Command()
    {
        int c = Peek();
        if (_mode == Mode.Expression)
        {
            if (c is '\n' or ';' or End || (c == '!' && Peek(1) != '='))
            {
                _at += c == End ? 0 : 1;
                Fail("syntax error: $[ unmatched", hasTail: true);
                return;
            }
        }
        else if (!(c == '!' && Peek(1) == '=') && c != '|' && Common())
        {
            return;
        }

        Operator(c);
    }

    /// <summary>What means the same in commands, in <c>$[...]</c> and in filters.</summary>
    private void Operator(int c)
    {
        switch (c)
        {
            case >= '0' and <= '9': Number(); break;
            case '\'': Character(); break;
            case '<': LessThan(); break;
            case '+': Add(TokenKind.Plus, 1); break;
            case '-': Add(TokenKind.Minus, 1); break;
            case '~': Add(TokenKind.Tilde, 1); break;
            case '#': Add(TokenKind.Hash, 1); break;
            case '^': Add(TokenKind.Caret, 1); break;
            case '(': Add(TokenKind.OpenParenthesis, 1); break;
            case ')': Add(TokenKind.CloseParenthesis, 1); break;
            case '*' or '%' when IsCast(): Add(c == '*' ? TokenKind.CastMemory : TokenKind.CastObject, 4); break;
            case '*': Add(TokenKind.Star, 1); break;
            case '%' when Peek(1) == '%': Add(TokenKind.PercentPercent, 2); break;
            case '%': Add(TokenKind.Percent, 1); break;
            case '&': Add(TokenKind.Ampersand, 1); break;
            case '|': Add(TokenKind.Bar, 1); break;
            case '!': Add(TokenKind.NotEqual, 2); break;
            case '=' when Peek(1) == '=': Add(TokenKind.Equal, 2); break;
            case '>' when Peek(1) == '>': Add(TokenKind.ShiftRight, 2); break;
            case ']' when _mode == Mode.Expression:
                Add(TokenKind.DollarClose, 1);
                _mode = Mode.Arguments;
                break;
            default:
                if (IsNameStart(c))
                {
                    Name();
                }
                else if (_mode != Mode.Command || !Verb(c))
                {
                    Add(TokenKind.Illegal, 1);
                }

                break;
        }
    }

    private bool IsCast() => Peek(1) == '/' && Peek(2) is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') && Peek(3) == '/';

    private void LessThan()
    {
        if (Peek(1) == '<')
        {
            Add(TokenKind.ShiftLeft, 2);
            return;
        }

        _at++;
        if (Peek() is >= '0' and <= '9')
        {
            _at++;
        }
        else if (IsNameStart(Peek()))
        {
            SkipName();
        }
        else
        {
            Add(TokenKind.Illegal);
            return;
        }

        string name = _text.ToString(_start + 1, _at - _start - 1);
        // What a walk of the same pipeline binds is known only when elements flow.
        if (_mode == Mode.Filter || context.IsVariable(name))
        {
            Add(TokenKind.Variable);
        }
        else
        {
            Fail($"variable '{name}' is not defined", hasTail: true);
        }
    }

    private void SkipName()
    {
        while (IsNamePart(Peek()))
        {
            _at++;
        }
    }

    private void Name()
    {
        SkipName();
        string name = _text.ToString(_start, _at - _start);
        bool isStage = _mode == Mode.Command && _tokens is [.., (TokenKind.Pipe, _, _)];
        if (isStage && context.FindBareCommand(name) is (CommandLookup.Found or CommandLookup.FoundFilter) and var command)
        {
            DcmdToken(command, name);
        }
        else if (name == ".")
        {
            Add(TokenKind.Dot);
        }
        else if (name.All(c => NumberText.IsHexDigit(c)) && !context.IsSymbol(name))
        {
            CheckedNumber(name);
        }
        else
        {
            Add(TokenKind.Symbol);
        }
    }

    private void Number()
    {
        int radix = Peek() == '0' ? NumberText.PrefixRadix(Peek(1)) : 0;
        if (radix == 0)
        {
            while (NumberText.IsHexDigit(Peek()))
            {
                _at++;
            }
        }
        else
        {
            _at += 2;
            SkipDigits(radix);
            if (radix == 10 && _at - _start > 2 && Peek() == '.' && Peek(1) is >= '0' and <= '9')
            {
                _at++;
                SkipDigits(10);
            }
        }

        CheckedNumber(_text.ToString(_start, _at - _start));
    }

    private void SkipDigits(int radix)
    {
        while (NumberText.DigitValue(Peek()) < radix)
        {
            _at++;
        }
    }

    private void CheckedNumber(string text)
    {
        if (NumberText.TryParse(text, context.Radix, out _, out string? error))
        {
            Add(TokenKind.Number);
        }
        else
        {
            Fail(error!, hasTail: false);
        }
    }

    /// <summary>A quote directly after a backslash does not end the constant, although <c>\'</c> is no escape.</summary>
    private void Character()
    {
        _at++;
        for (int c = Peek(); c != '\''; c = Peek())
        {
            if (c is '\n' or End)
            {
                Fail("syntax error: ' unmatched", hasTail: true);
                return;
            }

            _at += c == '\\' && Peek(1) == '\'' ? 2 : 1;
        }

        _at++;
        if (Escapes.Decode(_text.ToString(_start + 1, _at - _start - 2)).Length > 8)
        {
            Fail("character constant may not exceed 8 bytes", hasTail: false);
        }
        else
        {
            Add(TokenKind.Character);
        }
    }
}
