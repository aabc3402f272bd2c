using System.Runtime.InteropServices;
using System.Text;
using Commands.Pipeline;
using Mdb.Completion;
using Mdb.Editor;
using Mdb.Highlighting;
using Mdb.Streams;
using Mdb.Terminals;

namespace Mdb.Startup;

/// <summary>A session with a person: prompt, line, answer. Has the terminal from the opening of the dump on, so that nothing typed early is shown twice.</summary>
internal sealed class Interactive : IDisposable
{
    private static readonly PosixSignal[] _handled = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];

    private readonly StandardStreams _streams;
    private readonly Terminal _terminal;
    private readonly Pager _pager;
    private readonly PosixSignalRegistration[] _signals;
    private Session? _session;
    private int _width;
    private volatile bool _wasInterrupted;

    public Interactive(StandardStreams streams)
    {
        _streams = streams;
        _terminal = Terminal.Create(streams.Output);
        _pager = new Pager(streams.Output, _terminal, Interrupt);
        _signals = [.. _handled.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
        if (!IsPlain)
        {
            streams.LendTerminal = _terminal.Lend;
            _terminal.Work();
        }
    }

    /// <summary>Where the session writes.</summary>
    public Stream Output => _pager;

    /// <summary>The keys of signals are for this session from now on.</summary>
    public void Attach(Session session) => _session = session;

    public void Run(Session session)
    {
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

        _pager.Flush();
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

            if (reader.Read(session.Options.Prompt, session.Ready) is not { } line)
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

    /// <summary>The terminal is as it was.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _streams.LendTerminal = null;
        _terminal.Leave();
        _pager.Dispose();
    }

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
        // Until there is a session SIGQUIT ends the program; SIGINT then is for whoever opens the dump.
        if (context.Signal == PosixSignal.SIGTERM || (_session is null && context.Signal == PosixSignal.SIGQUIT))
        {
            _terminal.Leave();
            return;
        }

        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGINT)
        {
            _wasInterrupted = true;
            Interrupt();
        }
    }

    private void Interrupt() => _session?.Interrupt();
}
