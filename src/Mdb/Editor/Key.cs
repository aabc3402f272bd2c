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
}

/// <summary>One key as a person pressed it.</summary>
internal readonly record struct Key(KeyKind Kind, Rune Rune = default)
{
    public static Key Text(char character) => new(KeyKind.Text, new Rune(character));

    public static Key Control(char letter) => new(KeyKind.Control, new Rune(letter));

    public static Key Meta(char letter) => new(KeyKind.Meta, new Rune(letter));

    public bool IsControl(char letter) => Kind == KeyKind.Control && Rune.Value == letter;
}
