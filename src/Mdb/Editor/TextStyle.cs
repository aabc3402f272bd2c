namespace Mdb.Editor;

/// <summary>What a piece of a line is, for whoever colours it.</summary>
internal enum TextStyle : byte
{
    Plain,
    /// <summary>A command or format verb that exists.</summary>
    Command,
    /// <summary>A command, walker or character that means nothing where it stands.</summary>
    Unknown,
    Walker,
    Number,
    /// <summary>A text or character constant.</summary>
    Text,
    Member,
    Type,
    Variable,
    Symbol,
    Operator,
    Option,
    /// <summary>What a shell is given.</summary>
    Shell,
    Comment,
}

/// <summary>The sixteen colours that every terminal has, so that the person's own palette decides what they look like.</summary>
internal static class Palette
{
    public const string Reset = "\x1b[0m";

    /// <summary>The sequence that switches from plain text to a style.</summary>
    public static string Of(TextStyle style) => style switch
    {
        TextStyle.Command => "\x1b[1;34m",
        TextStyle.Unknown => "\x1b[31m",
        TextStyle.Walker => "\x1b[1;35m",
        TextStyle.Number => "\x1b[36m",
        TextStyle.Text => "\x1b[32m",
        TextStyle.Member => "\x1b[33m",
        TextStyle.Type => "\x1b[35m",
        TextStyle.Variable => "\x1b[36m",
        TextStyle.Symbol => "\x1b[4m",
        TextStyle.Operator => "\x1b[1m",
        TextStyle.Option => "\x1b[34m",
        TextStyle.Shell or TextStyle.Comment => "\x1b[2m",
        _ => Reset,
    };
}
