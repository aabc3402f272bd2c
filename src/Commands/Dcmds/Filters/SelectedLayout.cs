using Commands.Language;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>The columns of rows that a filter makes. Widths follow the first row: the table begins before the last row is known.</summary>
internal sealed class SelectedLayout
{
    private const int AddressWidth = 18;
    private const int NumberWidth = 10;
    private const int TextWidth = 20;

    private readonly int _counts;

    /// <param name="symbols">Names addresses.</param>
    /// <param name="names">One a column.</param>
    /// <param name="first">The first row.</param>
    /// <param name="counts">Index of the first column that counts, in decimal; all before it are in the current radix.</param>
    public SelectedLayout(ISymbolizer symbols, string[] names, FilterValue[] first, int counts = int.MaxValue)
    {
        (Symbols, Names, _counts) = (symbols, names, counts);
        Widths = [.. names.Select((name, i) => Math.Max(name.Length, first[i].Kind switch
        {
            FilterKind.Text => TextWidth,
            FilterKind.Number when !first[i].IsAddress && !first[i].IsEnumeration => NumberWidth,
            _ => AddressWidth,
        }))];
        Heading = names.Length == 1 && counts == 0 ? null
            : string.Join(' ', names.Select((name, i) => i == names.Length - 1 ? name : name.PadRight(Widths[i]))).ToUpperInvariant();
    }

    public ISymbolizer Symbols { get; }

    public string[] Names { get; }

    public int[] Widths { get; }

    /// <summary>Null for a value that stands alone.</summary>
    public string? Heading { get; }

    /// <summary>A value as text: addresses as %a shows them, numbers with their prefix, counts in decimal.</summary>
    public string Text(in FilterValue value, int column, int radix)
    {
        if (value.Kind != FilterKind.Number || value.IsEnumeration)
        {
            return value.Kind == FilterKind.None ? "-" : Visible(value.Shown(Symbols));
        }

        if (value.IsAddress)
        {
            return AddressText.Of(Symbols, value.Bits);
        }

        bool isCount = column >= _counts;
        bool negative = value.Number < 0;
        ulong magnitude = (ulong)(negative ? -value.Number : value.Number);
        int shown = isCount ? 10 : radix;
        ulong plain = shown switch { 2 => 1, 8 => 7, _ => 9 };
        string prefix = magnitude <= plain || (isCount && Heading is not null) ? ""
            : shown switch { 16 => "0x", 10 => "0t", 8 => "0o", 2 => "0i", _ => "" };
        return (negative ? "-" : "") + prefix + NumberText.Format(magnitude, shown);
    }

    /// <summary>A text of the dump stays on its line.</summary>
    private static string Visible(string text) => text.Any(char.IsControl) ? Escapes.Encode(text) : text;
}
