using System.Text;
using Mdb.Editor;

namespace Mdb.Terminals;

/// <summary>A terminal through <see cref="Console"/>: the one of Windows, where keys come as events and not as bytes.</summary>
internal sealed class ConsoleTerminal(Stream output) : Terminal
{
    private char _high;

    public override (int Columns, int Rows) Size => (Console.WindowWidth, Console.WindowHeight);

    public override void Enter() => Console.TreatControlCAsInput = true;

    public override void Work() => Leave();

    public override void Leave() => Console.TreatControlCAsInput = false;

    public override Key? ReadKey()
    {
        while (true)
        {
            Key key = Convert(Console.ReadKey(intercept: true));
            if (key.Kind != KeyKind.None)
            {
                return key;
            }
        }
    }

    public override void Write(string text)
    {
        output.Write(Encoding.UTF8.GetBytes(text));
        output.Flush();
    }

    private Key Convert(ConsoleKeyInfo info)
    {
        bool control = info.Modifiers.HasFlag(ConsoleModifiers.Control);
        bool alt = info.Modifiers.HasFlag(ConsoleModifiers.Alt);
        KeyKind named = info.Key switch
        {
            ConsoleKey.Enter => KeyKind.Enter,
            ConsoleKey.Tab => KeyKind.Tab,
            ConsoleKey.Backspace => alt ? KeyKind.MetaBackspace : KeyKind.Backspace,
            ConsoleKey.Delete => KeyKind.Delete,
            ConsoleKey.LeftArrow => control ? KeyKind.WordLeft : KeyKind.Left,
            ConsoleKey.RightArrow => control ? KeyKind.WordRight : KeyKind.Right,
            ConsoleKey.UpArrow => KeyKind.Up,
            ConsoleKey.DownArrow => KeyKind.Down,
            ConsoleKey.Home => KeyKind.Home,
            ConsoleKey.End => KeyKind.End,
            ConsoleKey.Escape => KeyKind.Escape,
            _ => KeyKind.None,
        };
        if (named != KeyKind.None)
        {
            return new Key(named);
        }

        char character = info.KeyChar;
        if (character == 0)
        {
            return default;
        }

        if (character < 0x20)
        {
            return Key.Control((char)(character + '@'));
        }

        // AltGr, which many layouts need for | and \, arrives as Control with Alt.
        if (alt && !control)
        {
            return Key.Meta(char.ToLowerInvariant(character));
        }

        if (char.IsHighSurrogate(character))
        {
            _high = character;
            return default;
        }

        return Rune.TryCreate(_high, character, out Rune rune) || Rune.TryCreate(character, out rune)
            ? new Key(KeyKind.Text, rune)
            : default;
    }
}
