using System.Globalization;

namespace DumpReader.Values;

/// <summary>How the index of a member path is read and shown: a session uses its number parser and radix.</summary>
internal abstract class PathNumbers
{
    /// <summary>Decimal, or hexadecimal behind <c>0x</c>: for paths in programs.</summary>
    public static readonly PathNumbers Plain = new PlainNumbers();

    /// <summary>Reads the text between the brackets; false with the message.</summary>
    public abstract bool TryParse(string text, out ulong value, out string error);

    /// <summary>A number in the radix of the session, without a prefix.</summary>
    public abstract string Format(ulong value);

    private sealed class PlainNumbers : PathNumbers
    {
        public override bool TryParse(string text, out ulong value, out string error)
        {
            error = $"'{text}' is not a number";
            return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        }

        public override string Format(ulong value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
