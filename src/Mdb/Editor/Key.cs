using System.Text;

namespace Mdb.Editor;

internal enum KeyKind
{
    None,
    /// <summary>A character to insert.</summary>
    Text,
    /// <summary>Control and a letter (upper case) or sign.</summary>
    Control,
    /// <summary>Meta (Escape first, or Alt) and a letter (lower case).</summary>
    Meta,
    Enter,
    Tab,
    Backspace,
    MetaBackspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    WordLeft,
    WordRight,
    Escape,
    /// <summary>A text put in at once, which the terminal has marked as such.</summary>
    Paste,
}

/// <summary>One key as a person pressed it.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Rune">The character, of those that have one.</param>
/// <param name="Pasted">The text as it came, of <see cref="KeyKind.Paste"/>.</param>
internal readonly record struct Key(KeyKind Kind, Rune Rune = default, string? Pasted = null)
{
    public static Key Text(char character) => new(KeyKind.Text, new Rune(character));

    public static Key Control(char letter) => new(KeyKind.Control, new Rune(letter));

    public static Key Meta(char letter) => new(KeyKind.Meta, new Rune(letter));

    public bool IsControl(char letter) => Kind == KeyKind.Control && Rune.Value == letter;
}
