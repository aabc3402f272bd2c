using DumpReader.Scans;

namespace Commands.Pipeline;

/// <summary>A scan that stops when its statement does, and of which a person sees the progress once it takes longer than a second.</summary>
internal sealed class WatchedScan(Run run, string what) : IScanControl
{
    private const int Every = 200;

    private readonly IProgressLine? _line = run.Session.Streams.Progress;
    private long _next = Environment.TickCount64 + (run.Session.Streams.Progress?.Patience ?? 0);

    public bool ShouldStop => run.ShouldStop;

    public bool IsOver => run.IsOver;

    public void Progress(long done, long total)
    {
        if (_line is not null && Environment.TickCount64 >= _next)
        {
            _line.Show($"{what}: {done * 100 / Math.Max(1, total)} %");
            _next = Environment.TickCount64 + Every;
        }
    }

    public void End() => _line?.Clear();
}
