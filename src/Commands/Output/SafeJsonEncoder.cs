using System.Text;
using System.Text.Encodings.Web;

namespace Commands.Output;

/// <summary>
/// Text in JSON: quotes in symbols and letters of all scripts stay readable; what JSON itself demands is escaped, and so is what could reorder
/// or hide a line when the JSON is looked at (<see cref="SafeText"/>).
/// </summary>
internal sealed unsafe class SafeJsonEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Inner = UnsafeRelaxedJsonEscaping;

    public static readonly SafeJsonEncoder Instance = new();

    public override int MaxOutputCharactersPerInputCharacter => Inner.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) =>
        Inner.WillEncode(unicodeScalar) || (unicodeScalar > 0x7f && SafeText.IsUnsafe(new Rune(unicodeScalar)));

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        int first = Inner.FindFirstCharacterToEncode(text, textLength);
        var plain = new ReadOnlySpan<char>(text, first < 0 ? textLength : first);
        int at = plain.IndexOfAnyExceptInRange('\0', '\x7f');
        while (at >= 0 && at < plain.Length)
        {
            Rune.DecodeFromUtf16(plain[at..], out Rune rune, out int length);
            if (SafeText.IsUnsafe(rune))
            {
                return at;
            }

            at += length;
        }

        return first;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (Inner.WillEncode(unicodeScalar) || !WillEncode(unicodeScalar))
        {
            return Inner.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        Span<char> units = stackalloc char[2];
        var room = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        foreach (char unit in units[..new Rune(unicodeScalar).EncodeToUtf16(units)])
        {
            if (!room[numberOfCharactersWritten..].TryWrite($"\\u{(int)unit:x4}", out int written))
            {
                numberOfCharactersWritten = 0;
                return false;
            }

            numberOfCharactersWritten += written;
        }

        return true;
    }
}
