using System.Text;
using System.Text.RegularExpressions;

namespace Commands.Pipeline;

/// <summary>
/// POSIX extended regular expressions on .NET's engine without backtracking: matching takes linear time, whatever the pattern.
/// What the two languages write differently is rewritten: bracket expressions (<c>[[:alpha:]]</c>, literal backslash) and the
/// escapes that only .NET gives a meaning.
/// </summary>
internal static class PosixRegex
{
    /// <summary>The text a bad pattern is refused with.</summary>
    public const string Invalid = "Invalid regular expression";

    /// <summary>Null for a bad pattern.</summary>
    /// <param name="pattern">POSIX extended regular expression.</param>
    /// <param name="whole">The whole text has to match, not a part of it.</param>
    public static Regex? Create(string pattern, bool whole = false)
    {
        string text = Translate(pattern);
        try
        {
            return new Regex(
                whole ? $"^(?:{text})$" : text,
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Translate(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 8);
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '[':
                    i = Bracket(pattern, i, text);
                    break;
                case '(' when i + 1 < pattern.Length && pattern[i + 1] == '?':
                    text.Append("(\\?");
                    i++;
                    break;
                default:
                    text.Append(pattern[i]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Rewrites the bracket expression at <paramref name="start"/>; the index of its last character.</summary>
    private static int Bracket(string pattern, int start, StringBuilder text)
    {
        text.Append('[');
        int i = start + 1;
        if (i < pattern.Length && pattern[i] == '^')
        {
            text.Append('^');
            i++;
        }

        for (int first = i; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == ']' && i > first)
            {
                text.Append(']');
                return i;
            }

            if (c == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':' && pattern.IndexOf(":]", i + 2, StringComparison.Ordinal) is var end and >= 0)
            {
                text.Append(Class(pattern[(i + 2)..end]));
                i = end + 1;
            }
            else
            {
                text.Append(c is '\\' or '[' or ']' or '^' ? "\\" + c : c.ToString());
            }
        }

        return i;
    }

    private static string Class(string name) => name switch
    {
        "alpha" => "a-zA-Z",
        "digit" => "0-9",
        "alnum" => "a-zA-Z0-9",
        "upper" => "A-Z",
        "lower" => "a-z",
        "space" => "\\s",
        "blank" => " \\t",
        "punct" => "!-/:-@\\[-`{-~",
        "print" => " -~",
        "graph" => "!-~",
        "cntrl" => "\\x00-\\x1f\\x7f",
        "xdigit" => "0-9a-fA-F",
        _ => "\\[:" + name + ":\\]",
    };
}
