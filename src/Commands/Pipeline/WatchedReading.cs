using DumpReader.Bytes;

namespace Commands.Pipeline;

/// <summary>
/// The limit of a statement for whatever reads the dump, which on the statement's own thread also shows a person how far the dump has been
/// inflated, once that takes longer than a second.
/// </summary>
internal sealed class WatchedReading(Run run)
{
    private const int Every = 200;

    private readonly IProgressLine? _line = run.Session.Streams.Progress;
    private readonly WorkProgress? _reading = run.Session.Streams.Reading;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly long _before = run.Session.Streams.Reading?.Done ?? 0;
    private long _next = Environment.TickCount64 + (run.Session.Streams.Progress?.Patience ?? 0);
    private bool _isShown;

    /// <summary>Whether the statement should end: for <see cref="WorkLimit"/>.</summary>
    public bool IsOver()
    {
        if (_line is not null && _reading is not null && Environment.TickCount64 >= _next && Environment.CurrentManagedThreadId == _thread)
        {
            Show(_line, _reading);
        }

        return run.IsOver;
    }

    public void End()
    {
        if (_isShown)
        {
            _line!.Clear();
        }
    }

    private void Show(IProgressLine line, WorkProgress reading)
    {
        _next = Environment.TickCount64 + Every;
        if (reading.Done != _before)
        {
            _isShown = true;
            line.Show($"{reading.Name}: {reading.Done * 100 / Math.Max(1, reading.Total)} %");
        }
    }
}
