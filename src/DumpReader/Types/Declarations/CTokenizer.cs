using Superpower;
using Superpower.Model;

namespace DumpReader.Types.Declarations;

/// <summary>
/// Cuts C text into tokens. Blanks, <c>//</c> and <c>/* */</c> comments separate tokens; a <c>#</c> line is one token.
/// A number is a digit and the letters, digits and points behind it, so that <c>0x7f</c>, <c>0t12</c> and <c>137e89ac</c> are numbers.
/// </summary>
internal sealed class CTokenizer : Tokenizer<CToken>
{
    public static readonly CTokenizer Instance = new();

    private static readonly (string Text, CToken Kind)[] s_punctuation =
    [
        ("...", CToken.Ellipsis), ("::", CToken.DoubleColon), ("->", CToken.Arrow), ("<<", CToken.ShiftLeft), (">>", CToken.ShiftRight),
        ("{", CToken.LeftBrace), ("}", CToken.RightBrace), ("(", CToken.LeftParen), (")", CToken.RightParen),
        ("[", CToken.LeftBracket), ("]", CToken.RightBracket), (";", CToken.Semicolon), (",", CToken.Comma), (":", CToken.Colon),
        ("=", CToken.Equal), ("*", CToken.Star), (".", CToken.Dot), ("+", CToken.Plus), ("-", CToken.Minus), ("/", CToken.Slash),
        ("%", CToken.Percent), ("&", CToken.Ampersand), ("|", CToken.Bar), ("~", CToken.Tilde), ("<", CToken.Less),
        (">", CToken.Greater), ("`", CToken.Backquote), ("$", CToken.Dollar),
    ];

    protected override IEnumerable<Result<CToken>> Tokenize(TextSpan span)
    {
        while (true)
        {
            span = SkipBlank(span, out bool unfinished);
            if (unfinished)
            {
                yield return Result.Empty<CToken>(span, ["end of comment"]);
                yield break;
            }

            if (span.IsAtEnd)
            {
                yield break;
            }

            (CToken kind, int length) = Next(span.AsReadOnlySpan());
            if (kind == CToken.None)
            {
                yield return Result.Empty<CToken>(span, ["a declaration"]);
                yield break;
            }

            TextSpan rest = span.Skip(length);
            yield return Result.Value(kind, span, rest);
            span = rest;
        }
    }

    private static TextSpan SkipBlank(TextSpan span, out bool unfinished)
    {
        unfinished = false;
        while (!span.IsAtEnd)
        {
            ReadOnlySpan<char> text = span.AsReadOnlySpan();
            int length = 0;
            while (length < text.Length && char.IsWhiteSpace(text[length]))
            {
                length++;
            }

            if (length == 0 && text.StartsWith("//", StringComparison.Ordinal))
            {
                length = LineLength(text);
            }
            else if (length == 0 && text.StartsWith("/*", StringComparison.Ordinal))
            {
                int end = text[2..].IndexOf("*/", StringComparison.Ordinal);
                unfinished = end < 0;
                length = unfinished ? 0 : end + 4;
            }

            if (length == 0)
            {
                break;
            }

            span = span.Skip(length);
        }

        return span;
    }

    private static (CToken Kind, int Length) Next(ReadOnlySpan<char> text)
    {
        char c = text[0];
        if (char.IsAsciiLetter(c) || c == '_')
        {
            return (CToken.Identifier, RunLength(text, static x => char.IsAsciiLetterOrDigit(x) || x == '_'));
        }

        if (char.IsAsciiDigit(c))
        {
            return (CToken.Number, NumberLength(text));
        }

        switch (c)
        {
            case '#': return (CToken.Directive, LineLength(text));
            case '"': return Quoted(text, CToken.Text);
            case '\'': return Quoted(text, CToken.Character);
        }

        foreach ((string word, CToken kind) in s_punctuation)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return (kind, word.Length);
            }
        }

        return (CToken.None, 0);
    }

    private static int NumberLength(ReadOnlySpan<char> text)
    {
        int length = RunLength(text, static x => char.IsAsciiLetterOrDigit(x) || x == '_');
        if (length < text.Length - 1 && text[length] == '.' && char.IsAsciiDigit(text[length + 1]))
        {
            length += 1 + RunLength(text[(length + 1)..], char.IsAsciiLetterOrDigit);
            if (length < text.Length && text[length] is '+' or '-' && text[length - 1] is 'e' or 'E')
            {
                length += 1 + RunLength(text[(length + 1)..], char.IsAsciiDigit);
            }
        }

        return length;
    }

    private static (CToken Kind, int Length) Quoted(ReadOnlySpan<char> text, CToken kind)
    {
        for (int i = 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == text[0])
            {
                return (kind, i + 1);
            }

            if (text[i] == '\\')
            {
                i++;
            }
        }

        return (CToken.None, 0);
    }

    private static int RunLength(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        int length = 0;
        while (length < text.Length && belongs(text[length]))
        {
            length++;
        }

        return length;
    }

    private static int LineLength(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf('\n');
        return end < 0 ? text.Length : end;
    }
}
