using System.Text;

namespace Commands.Language;

/// <summary>
/// Text inside the debugger holds one byte a character, so that bytes of a dump, of a script and of a pipe pass through unchanged. Here
/// it meets the outside, where text is Unicode: what a person types, names of files, commands for a shell.
/// </summary>
internal static class ByteText
{
    /// <summary>Unicode to one character a byte of its UTF-8.</summary>
    public static string FromUnicode(string text) =>
        IsAscii(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>One character a byte to Unicode; what is no UTF-8 stays as it is.</summary>
    public static string ToUnicode(string text)
    {
        if (IsAscii(text) || text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff'))
        {
            return text;
        }

        byte[] bytes = Encoding.Latin1.GetBytes(text);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;
    }

    /// <summary>Characters up to 0xff as single bytes, others as UTF-8.</summary>
    public static byte[] ToBytes(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff'))
        {
            return Encoding.Latin1.GetBytes(text);
        }

        var bytes = new List<byte>(text.Length * 2);
        Span<byte> one = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value <= 0xff)
            {
                bytes.Add((byte)rune.Value);
            }
            else
            {
                bytes.AddRange(one[..rune.EncodeToUtf8(one)]);
            }
        }

        return [.. bytes];
    }

    private static bool IsAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange('\0', '\u007f');
}
