using System.Runtime.InteropServices;
using System.Text;
using Commands.Pipeline;
using Mdb.Completion;
using Mdb.Editor;
using Mdb.Highlighting;
using Mdb.Streams;
using Mdb.Terminals;

namespace Mdb.Startup;

/// <summary>A session with a person: prompt, line, answer.</summary>
internal sealed class Interactive : IDisposable
{
    private readonly StandardStreams _streams;
    private readonly Terminal _terminal;
    private readonly Pager _pager;
    private Session? _session;
    private int _width;
    private volatile bool _wasInterrupted;

    public Interactive(StandardStreams streams)
    {
        _streams = streams;
        _terminal = Terminal.Create(streams.Output);
        _pager = new Pager(streams.Output, _terminal, Interrupt);
    }

    /// <summary>Where the session writes.</summary>
    public Stream Output => _pager;

    public void Run(Session session)
    {
        _session = session;
        var history = new History(HistoryFile.Capacity);
        var file = new HistoryFile(HistoryFile.DefaultPath);
        var editor = new LineEditor(history, new SessionCompleter(session));
        bool plain = IsPlain;
        var lines = new LineReader(_terminal, editor, new SessionHighlighter(session), Show);
        ILineReader reader = plain ? new PlainLineReader(_streams.Input, _streams.Output) : lines;
        if (!plain)
        {
            file.Load(history, HistoryFile.Capacity);
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal);
        using PosixSignalRegistration end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => _terminal.Leave());
        while (!session.Quit)
        {
            FollowWidth(session.Options);
            editor.IgnoreEndOfInput = session.Options.IgnoreEof;
            lines.HasColor = HasColor(session.Options);
            lines.HasDescriptions = !session.Options.Stock;
            if (_wasInterrupted)
            {
                _wasInterrupted = false;
                editor.DropPasted();
            }

            if (reader.Read(session.Options.Prompt) is not { } line)
            {
                break;
            }

            if (editor.IsKept)
            {
                file.Append(line);
            }

            _pager.IsOn = session.Options.Pager && !plain;
            _pager.Begin();
            Run(session, line);
            _pager.End();
        }
    }

    /// <summary>A terminal that says of itself that it knows no escape sequences.</summary>
    private static bool IsPlain => !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";

    /// <summary>Whether the person wants colours: see no-color.org, and <c>+o color</c>. Stock mdb has none.</summary>
    private static bool HasColor(SessionOptions options) =>
        options.Color && !options.Stock && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private void Show(IReadOnlyList<string> lines)
    {
        _pager.Begin();
        foreach (string line in lines)
        {
            _pager.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }

        _pager.Flush();
        _pager.Begin();
    }

    /// <summary>Whatever happens in a command, the session goes on.</summary>
    private static void Run(Session session, string line)
    {
        try
        {
            session.RunLine(line);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Failure.Report(fault, session.Streams.Error);
        }
    }

    public void Dispose() => _pager.Dispose();

    /// <summary>The page is as wide as the terminal until the person says otherwise.</summary>
    private void FollowWidth(SessionOptions options)
    {
        int columns = _terminal.Size.Columns;
        if (_width == 0 || options.PageWidth == _width)
        {
            options.PageWidth = columns;
            _width = columns;
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGINT)
        {
            _wasInterrupted = true;
            Interrupt();
        }
    }

    private void Interrupt()
    {
        try
        {
            _session?.Interrupt();
        }
        catch (ObjectDisposedException)
        {
            // The statement ended while the key was on its way.
        }
    }
}
