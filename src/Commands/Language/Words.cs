using System.Text;
using Superpower.Model;

namespace Commands.Language;

/// <summary>From the raw text of word and format tokens to what they mean.</summary>
internal static class Words
{
    /// <summary>An argument word: <c>"..."</c> pieces lose their escapes, <c>'...'</c> pieces only their quotes, and all are joined.</summary>
    public static string Cook(TextSpan span)
    {
        ReadOnlySpan<char> raw = span.Source.AsSpan(span.Position.Absolute, span.Length);
        if (raw.IndexOfAny('"', '\'') < 0)
        {
            return raw.ToString();
        }

        var cooked = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            int plain = raw.IndexOfAny('"', '\'');
            if (plain < 0)
            {
                cooked.Append(raw);
                break;
            }

            cooked.Append(raw[..plain]);
            char quote = raw[plain];
            raw = raw[(plain + 1)..];
            int end = quote == '"' ? EndOfDouble(raw) : EndOfSingle(raw);
            cooked.Append(quote == '"' ? Escapes.Decode(raw[..end]) : raw[..end].ToString());
            raw = raw[Math.Min(end + 1, raw.Length)..];
        }

        return cooked.ToString();
    }

    public static FormatItem Format(Token<TokenKind> count, Token<TokenKind> item)
    {
        ulong times = 1;
        if (count.Kind == TokenKind.FormatCount)
        {
            NumberText.TryParse(count.ToStringValue(), 10, out times, out _);
        }

        string raw = item.ToStringValue();
        int repeat = (int)Math.Min(times, int.MaxValue);
        return item.Kind == TokenKind.FormatText
            ? new FormatItem(repeat, '\0', Escapes.Decode(raw.AsSpan(1, raw.Length - 2)))
            : new FormatItem(repeat, raw[0]);
    }

    /// <summary>The list of a format verb; the letter behind a writing or searching one is part of its token.</summary>
    public static FormatList List(Token<TokenKind> verb, IReadOnlyList<FormatItem> items)
    {
        string text = verb.ToStringValue();
        char? action = verb.Kind == TokenKind.ActionVerb ? text[^1] : null;
        return new FormatList(FormatList.SpaceOf(text[0]), text[0], items, action);
    }

    private static int EndOfDouble(ReadOnlySpan<char> raw)
    {
        int i = 0;
        while (i < raw.Length && raw[i] != '"')
        {
            i += raw[i] == '\\' ? 2 : 1;
        }

        return Math.Min(i, raw.Length);
    }

    private static int EndOfSingle(ReadOnlySpan<char> raw)
    {
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\'' && (i == 0 || raw[i - 1] != '\\'))
            {
                return i;
            }
        }

        int last = raw.LastIndexOf('\'');
        return last < 0 ? raw.Length : last;
    }
}
