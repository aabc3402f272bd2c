using Mdb.Editor;

namespace Mdb.Terminals;

/// <summary>Reads lines from a person: joins the editor, its picture and the terminal.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="editor">Takes the keys.</param>
/// <param name="highlighter">Colours the line; null for none.</param>
/// <param name="show">Shows lines of text, a screen at a time.</param>
internal sealed class LineReader(Terminal terminal, LineEditor editor, IHighlighter? highlighter, Action<IReadOnlyList<string>> show) : ILineReader
{
    private const string ClearScreen = "\x1b[H\x1b[2J";

    private readonly LineRenderer _renderer = new();
    private readonly Lock _screen = new();

    /// <summary>Whether lines and candidates are coloured.</summary>
    public bool HasColor { get; set; }

    /// <summary>Whether candidates are listed with a line about each.</summary>
    public bool HasDescriptions { get; set; } = true;

    /// <summary>As declared; a line that the person abandons is not seen.</summary>
    public string? Read(string prompt, Action taken)
    {
        terminal.Enter();
        using IDisposable? resize = terminal.OnResize(() => Redraw(prompt));
        try
        {
            lock (_screen)
            {
                _renderer.Reset();
                _renderer.HasColor = HasColor;
                terminal.SetPaste(true);
                bool isWhole = editor.Begin();
                Draw(prompt);
                if (isWhole)
                {
                    Take(prompt, EditorAction.Accept);
                    return editor.Text;
                }
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
            taken();
            terminal.Work();
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
                Show(step.List);
                Draw(prompt);
                break;
            case EditorAction.Suspend:
                terminal.Write(_renderer.Finish());
                terminal.Suspend();
                terminal.SetPaste(true);
                Draw(prompt);
                break;
            case EditorAction.Interrupt:
                terminal.Write(_renderer.Finish());
                Draw(prompt);
                break;
            case EditorAction.Accept or EditorAction.EndOfInput:
                Draw(prompt);
                terminal.SetPaste(false);
                terminal.Write(_renderer.Finish());
                break;
            default:
                break;
        }

        return step.Action;
    }

    private void Draw(string prompt)
    {
        (_renderer.Columns, _renderer.Rows) = terminal.Size;
        string before = editor.BeforeCursor;
        string after = editor.AfterCursor;
        TextStyle[] styles = [];
        if (HasColor && editor.Prompt is null && highlighter is not null)
        {
            styles = new TextStyle[before.Length + after.Length];
            highlighter.Highlight(before + after, styles);
        }

        terminal.Write(_renderer.Draw(editor.Prompt ?? prompt, before, after, styles));
    }

    private void Redraw(string prompt)
    {
        lock (_screen)
        {
            _renderer.Invalidate();
            Draw(prompt);
        }
    }

    private void Show(Candidates candidates)
    {
        (int columns, int rows) = terminal.Size;
        IReadOnlyList<string> lines = HasDescriptions
            ? CandidateList.Lines(candidates, columns, rows, HasColor)
            : candidates.Words;
        terminal.Work();
        show(lines);
        terminal.Enter();
        terminal.SetPaste(true);
    }
}
