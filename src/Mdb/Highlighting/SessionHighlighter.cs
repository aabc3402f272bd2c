using Commands.Language;
using Commands.Pipeline;
using Mdb.Editor;
using Superpower.Model;

namespace Mdb.Highlighting;

/// <summary>
/// Colours a line as the debugger will read it: the tokens are those of its own lexer. Names are looked up, nothing is run and no
/// memory of the dump is read for a word that is still being typed.
/// </summary>
internal sealed class SessionHighlighter(Session session) : IHighlighter
{
    /// <summary>A line longer than this is no line that a person reads in colours.</summary>
    private const int LongestLine = 4096;

    /// <summary>What may still become a command: two colons.</summary>
    private const int LongestSigil = 2;

    private readonly HighlightNames _names = new(session);

    public void Highlight(string line, Span<TextStyle> styles)
    {
        if (line.Length == 0)
        {
            _names.Forget();
        }

        if (line.Length > LongestLine)
        {
            return;
        }

        // One character of input for each of the line, so that places agree: outside quotes those beyond ASCII are all alike.
        string plain = string.Create(line.Length, line, (text, from) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = from[i] < 0x80 ? from[i] : '\x80';
            }
        });
        using var frame = new InputFrame(new TextInput(plain), Session.StandardInput, InputKind.Terminal);
        var lexer = new Lexer(frame, _names);
        int start = 0;
        while (start < line.Length)
        {
            StatementTokens tokens = lexer.Read();
            Statement(tokens, plain, styles, start);
            start += tokens.Text.Length;
            if (tokens.Terminator.Kind is TokenKind.Error or TokenKind.EndOfInput)
            {
                return;
            }
        }
    }

    private void Statement(StatementTokens tokens, string line, Span<TextStyle> styles, int start)
    {
        int end = 0;
        bool isFilter = false;
        var words = new WordStyles(_names);
        foreach (Token<TokenKind> token in tokens.Tokens)
        {
            int at = token.Position.Absolute;
            Comment(tokens.Text, end, at, styles, start);
            end = at + token.Span.Length;
            int length = Math.Min(end, line.Length - start) - at;
            if (length <= 0)
            {
                continue;
            }

            Span<TextStyle> place = styles.Slice(start + at, length);
            bool isLast = start + end >= line.Length;
            switch (token.Kind)
            {
                case TokenKind.Dcmd or TokenKind.FilterDcmd:
                    string name = token.ToStringValue();
                    isFilter = token.Kind == TokenKind.FilterDcmd;
                    words.Begin(name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name);
                    place.Fill(_names.Command(name, isLast));
                    break;
                case TokenKind.Word:
                    words.Add(token.ToStringValue(), place, isLast);
                    break;
                case TokenKind.Symbol:
                    place.Fill(isFilter ? TextStyle.Member : _names.Symbol(token.ToStringValue()));
                    break;
                case TokenKind.Error:
                    place.Fill(place.Length > 0 && line[start + at] is '"' or '\'' ? TextStyle.Text : TextStyle.Unknown);
                    break;
                case TokenKind.NewLine or TokenKind.EndOfInput:
                case TokenKind.Illegal when start + at >= line.Length - LongestSigil:
                    break;
                default:
                    place.Fill(Style(token.Kind));
                    break;
            }

            isFilter &= token.Kind != TokenKind.Pipe;
        }
    }

    /// <summary>What the lexer passed over between two tokens is blank or a comment.</summary>
    private static void Comment(string text, int from, int to, Span<TextStyle> styles, int start)
    {
        int slashes = from < to ? text.IndexOf("//", from, to - from, StringComparison.Ordinal) : -1;
        if (slashes >= 0 && start + slashes < styles.Length)
        {
            styles[(start + slashes)..Math.Min(start + to, styles.Length)].Fill(TextStyle.Comment);
        }
    }

    private static TextStyle Style(TokenKind kind) => kind switch
    {
        TokenKind.Number or TokenKind.FormatCount => TextStyle.Number,
        TokenKind.Character or TokenKind.Text or TokenKind.FormatText => TextStyle.Text,
        TokenKind.Dot or TokenKind.Variable => TextStyle.Variable,
        TokenKind.FormatVerb or TokenKind.ActionVerb => TextStyle.Command,
        TokenKind.FormatLetter => TextStyle.Type,
        TokenKind.ShellText => TextStyle.Shell,
        TokenKind.Illegal => TextStyle.Unknown,
        _ => TextStyle.Operator,
    };
}
