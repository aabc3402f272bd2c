using System.Runtime.InteropServices;
using DumpReader.Problems;

namespace Mdb.Startup;

/// <summary>How long opening a dump may take: as long as a statement, and no longer than a person at a terminal waits who presses Ctrl-C.</summary>
internal sealed class Opening : IDisposable
{
    private readonly PosixSignalRegistration? _interrupt;
    private readonly Lock _gate = new();
    private readonly long _deadline;
    private volatile bool _isInterrupted;
    private Problem? _lack;

    /// <param name="deadline">Null for none.</param>
    /// <param name="isInteractive">Whether Ctrl-C ends the opening and not the program.</param>
    public Opening(TimeSpan? deadline, bool isInteractive)
    {
        _deadline = deadline is { } limit ? Environment.TickCount64 + (long)limit.TotalMilliseconds : long.MaxValue;
        _interrupt = isInteractive ? PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop) : null;
    }

    /// <summary>Why opening ended early; null where it did not.</summary>
    public Problem? Lack
    {
        get
        {
            lock (_gate)
            {
                return _lack;
            }
        }
    }

    /// <summary>Whether the work that asks, on any thread, ends now; then there is a lack.</summary>
    public bool IsOver()
    {
        if (!_isInterrupted && Environment.TickCount64 < _deadline)
        {
            return false;
        }

        lock (_gate)
        {
            _lack ??= _isInterrupted
                ? new Problem("MDB403", "interrupted while the dump was opened: what was not come to is missing")
                : new Problem("MDB401", "deadline reached while the dump was opened: what was not come to is missing");
        }

        return true;
    }

    public void Dispose() => _interrupt?.Dispose();

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _isInterrupted = true;
    }
}
