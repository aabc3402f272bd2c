using System.Text;
using Superpower.Model;

namespace Commands.Language;

/// <summary>
/// Makes the tokens of one statement at a time. It cannot run ahead: the radix, the symbols and the known commands that decide tokens
/// may change with every statement, and a <c>!</c> child may read what follows. It is modal: the same character means different
/// things before a verb (command), in a format list, in an argument list, in <c>$[...]</c> (expression), in a filter and after <c>!</c>.
/// </summary>
internal sealed partial class Lexer(InputFrame frame, ILexerContext context)
{
    private const int End = -1;

    private readonly StringBuilder _text = new();
    private readonly List<(TokenKind Kind, int Start, int Length)> _tokens = [];
    private int _at;
    private int _start;
    private LexicalError? _error;
    private Mode _mode;

    private enum Mode { Command, Format, Arguments, Expression, Filter, Done }

    /// <summary>Reads up to the end of the statement and no further.</summary>
    public StatementTokens Read() => Read(Mode.Command);

    /// <summary>Reads a condition that stands alone, as a word of an argument list.</summary>
    public StatementTokens ReadFilter() => Read(Mode.Filter);

    /// <summary>What was read of a statement that could not be read to its end is as if it had not been read.</summary>
    public void Abandon() => frame.PutBack(_text.ToString());

    private StatementTokens Read(Mode mode)
    {
        _text.Clear();
        _tokens.Clear();
        _at = 0;
        _depth = 0;
        _error = null;
        _mode = mode;
        while (_mode != Mode.Done)
        {
            SkipBlanks();
            _start = _at;
            switch (_mode)
            {
                case Mode.Format: Format(); break;
                case Mode.Arguments: Arguments(); break;
                case Mode.Filter: Filter(); break;
                default: Command(); break;
            }
        }

        string text = _text.ToString();
        frame.PutBack(text.AsSpan(_at));
        text = text[.._at];
        var tokens = new Token<TokenKind>[_tokens.Count];
        for (int i = 0; i < tokens.Length; i++)
        {
            (TokenKind kind, int start, int length) = _tokens[i];
            tokens[i] = new Token<TokenKind>(kind, new TextSpan(text, new Position(start, 1, start + 1), length));
        }

        return new StatementTokens(text, tokens, _error);
    }

    private int Peek(int ahead = 0)
    {
        while (_text.Length <= _at + ahead)
        {
            int c = frame.Read();
            if (c < 0)
            {
                return End;
            }

            _text.Append((char)c);
        }

        return _text[_at + ahead];
    }

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t')
        {
            _at++;
        }
    }

    /// <summary>Ends the token that began at <see cref="_start"/> after <paramref name="length"/> more characters.</summary>
    private void Add(TokenKind kind, int length = 0)
    {
        _at += length;
        _tokens.Add((kind, _start, _at - _start));
    }

    private void Fail(string message, bool hasTail)
    {
        _error = new LexicalError(message, hasTail);
        Add(TokenKind.Error);
        _mode = Mode.Done;
    }

    /// <summary>Tokens that mean the same in all modes but expressions; false where there is none.</summary>
    private bool Common()
    {
        switch (Peek())
        {
            case End: Finish(TokenKind.EndOfInput, 0); return true;
            case '\n': Finish(TokenKind.NewLine, 1); return true;
            case ';': Finish(TokenKind.Semicolon, 1); return true;
            case '|':
                Add(TokenKind.Pipe, 1);
                _mode = Mode.Command;
                return true;
            case '!':
                Add(TokenKind.Bang, 1);
                Shell();
                return true;
            case '/' when Peek(1) == '/':
                SkipLine();
                return true;
            default:
                return false;
        }
    }

    private void Finish(TokenKind terminator, int length)
    {
        Add(terminator, length);
        _mode = Mode.Done;
    }

    private void SkipLine()
    {
        while (Peek() is not ('\n' or End))
        {
            _at++;
        }
    }

    private void Shell()
    {
        _start = _at;
        while (Peek() is not ('\n' or ';' or End))
        {
            _at++;
        }

        Add(TokenKind.ShellText);
        _start = _at;
        Common();
    }

    /// <summary>A double-quoted text from the quote at the current place on; false after an error.</summary>
    private bool DoubleQuoted()
    {
        int quote = _at++;
        for (int c = Peek(); c != '"'; c = Peek())
        {
            if (c is '\n' or End)
            {
                _start = quote;
                Fail("syntax error: \" unmatched", hasTail: true);
                return false;
            }

            _at += c == '\\' && Peek(1) is not ('\n' or End) ? 2 : 1;
        }

        _at++;
        return true;
    }

    private static bool IsNameStart(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or '.';

    private static bool IsNamePart(int c) => IsNameStart(c) || c is (>= '0' and <= '9') or '`';
}
