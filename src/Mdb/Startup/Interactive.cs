using System.Runtime.InteropServices;
using Commands.Pipeline;
using Mdb.Completion;
using Mdb.Editor;
using Mdb.Streams;
using Mdb.Terminals;

namespace Mdb.Startup;

/// <summary>A session with a person: prompt, line, answer.</summary>
internal sealed class Interactive
{
    private readonly Terminal _terminal;
    private readonly Pager _pager;
    private Session? _session;
    private int _width;

    public Interactive(StandardStreams streams)
    {
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
        file.Load(history, HistoryFile.Capacity);
        var editor = new LineEditor(history, new SessionCompleter(session));
        var reader = new LineReader(_terminal, editor, _pager);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using PosixSignalRegistration quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal);
        while (!session.Quit)
        {
            FollowWidth(session.Options);
            editor.IgnoreEndOfInput = session.Options.IgnoreEof;
            if (reader.Read(session.Options.Prompt) is not { } line)
            {
                break;
            }

            if (editor.IsKept)
            {
                file.Append(line);
            }

            _pager.IsOn = session.Options.Pager;
            _pager.Begin();
            session.RunLine(line);
            _pager.Flush();
        }
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
        context.Cancel = true;
        if (context.Signal == PosixSignal.SIGINT)
        {
            Interrupt();
        }
    }

    private void Interrupt() => _session?.Interrupt();
}
