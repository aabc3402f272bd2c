using System.Text;
using Mdb.Editor;

namespace Mdb.Tests.Editor;

/// <summary>An editor that is typed at in the bytes of a terminal; <c>Shown</c> has | where the cursor is.</summary>
internal sealed class TestEditor
{
    private readonly KeyDecoder _decoder = new();

    public TestEditor(ICompleter? completer = null)
    {
        Line = new LineEditor(History, completer);
        Line.Begin();
    }

    public History History { get; } = new(History.DefaultCapacity);

    public LineEditor Line { get; }

    public List<EditorStep> Steps { get; } = [];

    /// <summary>Lines that were taken.</summary>
    public List<string> Accepted { get; } = [];

    public EditorAction Last => Steps[^1].Action;

    public string Shown => Line.Prompt + Line.BeforeCursor + "|" + Line.AfterCursor;

    public TestEditor Type(string text)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            Feed(_decoder.Feed(b));
        }

        if (_decoder.IsWaiting)
        {
            Feed(_decoder.Timeout());
        }

        return this;
    }

    /// <summary>Enters whole lines.</summary>
    public TestEditor Enter(params string[] lines)
    {
        foreach (string line in lines)
        {
            Type(line + "\r");
        }

        return this;
    }

    private void Feed(Key key)
    {
        if (key.Kind == KeyKind.None)
        {
            return;
        }

        EditorStep step = Line.Feed(key);
        Steps.Add(step);
        while (step.Action == EditorAction.Accept)
        {
            Accepted.Add(Line.Text);
            step = Line.Begin() ? EditorAction.Accept : EditorAction.Redraw;
        }
    }
}
