using System.Text;
using Commands.Pipeline;
using Mdb.Editor;
using Mdb.Streams;

namespace Mdb.Terminals;

/// <summary>
/// Output to a terminal, stopped at each full screen until the person has read it. One command at a time: <see cref="Begin"/> starts
/// anew; after q or a the rest of its output is dropped and <paramref name="quit"/> is told to end it.
/// </summary>
/// <param name="output">Where the text goes.</param>
/// <param name="terminal">Asked for a key at the foot of each screen.</param>
/// <param name="quit">Ends the command that writes, and what waits behind it on its line.</param>
internal sealed class Pager(Stream output, Terminal terminal, Action quit) : OutputOnlyStream
{
    public const string Question = ">> More [<space>, <cr>, q, n, c, a] ? ";

    private const string EraseQuestion = "\r\x1b[K";
    private const char Interrupt = 'C';
    private const char Backslash = '\\';

    private int _left;
    private readonly CursorColumn _cursor = new();
    private int _columns;
    private bool _dropping;
    private PagerSearch? _search;

    /// <summary>Whether screens are counted at all (<c>-o pager</c>).</summary>
    public bool IsOn { get; set; }

    /// <summary>A new command starts on a fresh screen.</summary>
    public void Begin()
    {
        _dropping = false;
        _search = null;
        _cursor.Start();
        Page();
    }

    /// <summary>The command has said everything.</summary>
    public void End()
    {
        if (_search is { } search)
        {
            _search = null;
            output.Write(Encoding.UTF8.GetBytes($"not found: {search.Pattern}\n"));
        }

        Flush();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_search is { } search)
            {
                buffer = buffer[search.Feed(buffer, out byte[]? found)..];
                if (found is not null)
                {
                    _search = null;
                    Page();
                    Write(found);
                }

                continue;
            }

            if (IsOn && _left <= 0)
            {
                Ask();
                if (_search is not null)
                {
                    continue;
                }
            }

            if (_dropping)
            {
                return;
            }

            int length = IsOn && _left != int.MaxValue ? Line(buffer) : buffer.Length;
            output.Write(buffer[..length]);
            buffer = buffer[length..];
        }
    }

    public override void Flush() => output.Flush();

    private void Page()
    {
        (_columns, int rows) = terminal.Size;
        _left = Math.Max(rows - 1, 1);
    }

    /// <summary>Length of the first line of a text, its newline included, and one row less.</summary>
    private int Line(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                _cursor.Start();
                _left--;
                return i + 1;
            }

            if (!_cursor.Pass(text[i], _columns) || --_left > 0)
            {
                continue;
            }

            int start = i + 1 - _cursor.CharacterBytes;
            if (start < 0)
            {
                // Its first bytes are shown already.
                return i + 1;
            }

            // This character is counted when it is written.
            _cursor.Start();
            return start;
        }

        return text.Length;
    }

    private void Ask()
    {
        output.Flush();
        terminal.Enter();
        terminal.Write(Question);
        try
        {
            while (!Take(terminal.ReadKey()))
            {
            }
        }
        finally
        {
            terminal.Write(EraseQuestion);
            terminal.Work();
        }
    }

    /// <summary>False: no key that means anything here.</summary>
    private bool Take(Key? key)
    {
        if (key is not { } pressed || pressed.IsControl(Interrupt) || pressed.IsControl(Backslash))
        {
            Quit();
            return true;
        }

        if (pressed.Kind == KeyKind.Enter)
        {
            _left = 1;
            return true;
        }

        switch (pressed.Kind == KeyKind.Text ? (char)pressed.Rune.Value : '\0')
        {
            case ' ':
                Page();
                return true;
            case 'n' or 'N':
                _left = 1;
                return true;
            case 'c' or 'C':
                _left = int.MaxValue;
                return true;
            case '/':
                terminal.Write(EraseQuestion);
                _search = PagerSearch.Ask(terminal);
                if (_search is null)
                {
                    terminal.Write("\r" + Question);
                }

                return _search is not null;
            case 'q' or 'Q' or 'a' or 'A':
                Quit();
                return true;
            default:
                return false;
        }
    }

    private void Quit()
    {
        _dropping = true;
        _left = int.MaxValue;
        quit();
    }
}
