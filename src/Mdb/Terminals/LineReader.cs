using Mdb.Editor;

namespace Mdb.Terminals;

/// <summary>Reads lines from a person: joins the editor, its picture and the terminal.</summary>
internal sealed class LineReader(Terminal terminal, LineEditor editor, Pager pager) : ILineReader
{
    private const string ClearScreen = "\x1b[H\x1b[2J";

    private readonly LineRenderer _renderer = new();
    private readonly Lock _screen = new();

    /// <summary>As declared; a line that the person abandons is not seen.</summary>
    public string? Read(string prompt)
    {
        terminal.Enter();
        using IDisposable? resize = terminal.OnResize(() => Redraw(prompt));
        try
        {
            lock (_screen)
            {
                editor.Begin();
                _renderer.Reset();
                Draw(prompt);
            }

            while (terminal.ReadKey() is { } key)
            {
                lock (_screen)
                {
                    switch (Take(prompt, editor.Feed(key)))
                    {
                        case EditorAction.Accept:
                            return editor.Text;
                        case EditorAction.EndOfInput:
                            return null;
                        default:
                            break;
                    }
                }
            }

            return null;
        }
        finally
        {
            terminal.Leave();
        }
    }

    private EditorAction Take(string prompt, EditorStep step)
    {
        switch (step.Action)
        {
            case EditorAction.Redraw:
                Draw(prompt);
                break;
            case EditorAction.ClearScreen:
                terminal.Write(ClearScreen);
                _renderer.Reset();
                Draw(prompt);
                break;
            case EditorAction.List:
                terminal.Write(_renderer.Finish());
                Show(step.List!);
                Draw(prompt);
                break;
            case EditorAction.Suspend:
                terminal.Write(_renderer.Finish());
                terminal.Suspend();
                Draw(prompt);
                break;
            case EditorAction.Interrupt:
                terminal.Write(_renderer.Finish());
                Draw(prompt);
                break;
            case EditorAction.Accept or EditorAction.EndOfInput:
                Draw(prompt);
                terminal.Write(_renderer.Finish());
                break;
            default:
                break;
        }

        return step.Action;
    }

    private void Draw(string prompt)
    {
        _renderer.Columns = terminal.Size.Columns;
        terminal.Write(_renderer.Draw(editor.Prompt ?? prompt, editor.BeforeCursor, editor.AfterCursor));
    }

    private void Redraw(string prompt)
    {
        lock (_screen)
        {
            _renderer.Invalidate();
            Draw(prompt);
        }
    }

    private void Show(IReadOnlyList<string> candidates)
    {
        terminal.Leave();
        pager.Begin();
        foreach (string candidate in candidates)
        {
            pager.Write(System.Text.Encoding.UTF8.GetBytes(candidate + "\n"));
        }

        pager.Flush();
        pager.Begin();
        terminal.Enter();
    }
}
