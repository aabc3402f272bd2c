using System.Diagnostics.CodeAnalysis;

namespace Commands.Pipeline.Formats;

/// <summary>How the bytes of a letter are shown.</summary>
internal enum FormatStyle : byte
{
    None, Octal, SignedOctal, Hex, Signed, Unsigned, Radix, Swapped, Float, Double, Binary, Picture, Pointer, Time, Character, Escaped,
    String, EscapedString, Label, NewLine, Blanks, Tab, Forward, Backward, Back, Instruction, AddressedInstruction,
}

/// <summary>A format letter (language.md 3.3).</summary>
/// <param name="Letter">As typed.</param>
/// <param name="Size">Bytes of one element; 0 where it has none or varies.</param>
/// <param name="Style">How it is shown; <see cref="FormatStyle.None"/> for letters that only write or search.</param>
/// <param name="Width">Columns of one element, left-justified.</param>
/// <param name="Note">The line of ::formats, without the letter and the size.</param>
/// <param name="Variable">Whether ::formats says <c>(variable size)</c>.</param>
internal sealed record FormatLetter(char Letter, int Size, FormatStyle Style, int Width, string Note, bool Variable = false)
{
    /// <summary>Every letter in ASCII order.</summary>
    public static IReadOnlyList<FormatLetter> All { get; } =
    [
        new('+', 0, FormatStyle.Forward, 0, "increment dot by the count", true),
        new('-', 0, FormatStyle.Backward, 0, "decrement dot by the count", true),
        new('B', 1, FormatStyle.Hex, 8, "hexadecimal int"),
        new('C', 1, FormatStyle.Escaped, 0, "character using C character notation"),
        new('D', 4, FormatStyle.Signed, 16, "decimal signed int"),
        new('E', 8, FormatStyle.Unsigned, 21, "decimal unsigned long long"),
        new('F', 8, FormatStyle.Double, 0, "double"),
        new('G', 8, FormatStyle.Octal, 23, "octal unsigned long long"),
        new('H', 4, FormatStyle.Swapped, 16, "swap bytes and shorts"),
        new('I', 0, FormatStyle.AddressedInstruction, 0, "address and disassembled instruction", true),
        new('J', 8, FormatStyle.Hex, 16, "hexadecimal long long"),
        new('K', 8, FormatStyle.Hex, 16, "hexadecimal uintptr_t"),
        new('L', 4, FormatStyle.None, 0, "match int"),
        new('M', 8, FormatStyle.None, 0, "match long long"),
        new('N', 0, FormatStyle.NewLine, 0, "newline"),
        new('O', 4, FormatStyle.Octal, 16, "octal unsigned int"),
        new('P', 8, FormatStyle.Pointer, 19, "symbol"),
        new('Q', 4, FormatStyle.SignedOctal, 16, "octal signed int"),
        new('R', 8, FormatStyle.Binary, 64, "binary unsigned long long"),
        new('S', 0, FormatStyle.EscapedString, 0, "string using C string notation", true),
        new('T', 0, FormatStyle.Tab, 0, "horizontal tab"),
        new('U', 4, FormatStyle.Unsigned, 16, "decimal unsigned int"),
        new('V', 1, FormatStyle.Unsigned, 8, "decimal unsigned int"),
        new('W', 4, FormatStyle.Radix, 16, "write default radix unsigned int"),
        new('X', 4, FormatStyle.Hex, 16, "hexadecimal int"),
        new('Y', 4, FormatStyle.Time, 24, "decoded time32_t"),
        new('Z', 8, FormatStyle.Hex, 16, "write hexadecimal long long"),
        new('^', 0, FormatStyle.Back, 0, "decrement dot by increment * count", true),
        new('a', 0, FormatStyle.Label, 0, "dot as symbol+offset"),
        new('b', 1, FormatStyle.Octal, 8, "octal unsigned int"),
        new('c', 1, FormatStyle.Character, 0, "character"),
        new('d', 2, FormatStyle.Signed, 8, "decimal signed short"),
        new('e', 8, FormatStyle.Signed, 21, "decimal signed long long"),
        new('f', 4, FormatStyle.Float, 0, "float"),
        new('g', 8, FormatStyle.SignedOctal, 24, "octal signed long long"),
        new('h', 2, FormatStyle.Swapped, 8, "swap bytes"),
        new('i', 0, FormatStyle.Instruction, 0, "disassembled instruction", true),
        new('j', 8, FormatStyle.Picture, 0, "jazzed-up binary unsigned long long"),
        new('l', 2, FormatStyle.None, 0, "match short"),
        new('n', 0, FormatStyle.NewLine, 0, "newline"),
        new('o', 2, FormatStyle.Octal, 8, "octal unsigned short"),
        new('p', 8, FormatStyle.Pointer, 19, "symbol"),
        new('q', 2, FormatStyle.SignedOctal, 8, "octal signed short"),
        new('r', 0, FormatStyle.Blanks, 0, "whitespace"),
        new('s', 0, FormatStyle.String, 0, "raw string", true),
        new('t', 0, FormatStyle.Tab, 0, "horizontal tab"),
        new('u', 2, FormatStyle.Unsigned, 8, "decimal unsigned short"),
        new('v', 1, FormatStyle.Signed, 8, "write decimal signed int"),
        new('w', 2, FormatStyle.Radix, 8, "write default radix unsigned short"),
        new('x', 2, FormatStyle.Hex, 8, "hexadecimal short"),
        new('y', 8, FormatStyle.Time, 24, "decoded time64_t"),
        new('z', 0, FormatStyle.None, 0, "write whose size is inferred by CTF info", true),
    ];

    /// <summary>By the letter itself: asked for every element of a loop.</summary>
    private static readonly FormatLetter?[] ByLetter = Index();

    public static bool TryGet(char letter, [NotNullWhen(true)] out FormatLetter? found) =>
        (found = letter < ByLetter.Length ? ByLetter[letter] : null) is not null;

    private static FormatLetter?[] Index()
    {
        var index = new FormatLetter?[128];
        foreach (FormatLetter one in All)
        {
            index[one.Letter] = one;
        }

        return index;
    }
}
