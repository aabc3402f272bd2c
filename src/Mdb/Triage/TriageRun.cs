using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Commands.Output;
using Commands.Triage;

namespace Mdb.Triage;

/// <summary>Looks at many dumps, several at once, and records each; what is printed comes in the order of the names.</summary>
internal sealed class TriageRun(TriageOptions options, Stream output, Action<string> log) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RecordFolder? _folder = options.Out is { } path ? new RecordFolder(path) : null;
    private readonly SortedDictionary<int, TriageRecord> _waiting = [];
    private readonly CancellationTokenSource _stop = new();
    private int _printed;
    private int _recorded;
    private int _skipped;
    private int _notOk;
    private string? _obstacle;

    /// <returns>The exit status.</returns>
    public int Run(List<string> names)
    {
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        int next = -1;
        var workers = new Thread[Math.Min(options.Jobs, Math.Max(names.Count, 1))];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(() => Work(names, ref next));
            workers[i].Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        log($"{_recorded} recorded, {_skipped} there already, {_notOk} not ok");
        if (_obstacle is not null)
        {
            log($"{_obstacle}: run it again to go on");
            return ExitStatus.TryAgain;
        }

        return options.Strict && _notOk > 0 ? ExitStatus.NotOk : ExitStatus.Ok;
    }

    public void Dispose() => _stop.Dispose();

    private void Work(List<string> names, ref int next)
    {
        while (!_stop.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < names.Count)
        {
            try
            {
                One(i, names[i]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
            {
                Give(up: $"{names[i]}: {e.Message}");
            }
        }
    }

    private void One(int number, string name)
    {
        var dump = new TriageJob(name, options);
        if (_folder is not null && _folder.Holds(dump.RecordName))
        {
            lock (_gate)
            {
                _skipped++;
                log($"{SafeText.Of(name)}: there already");
            }

            return;
        }

        if (dump.Record(_stop.Token) is not { } record)
        {
            Give(up: "interrupted");
            return;
        }

        _folder?.Write(dump.RecordName, record);
        lock (_gate)
        {
            _recorded++;
            _notOk += record.Status == TriageStatus.Ok ? 0 : 1;
            string why = record.Problems.Count > 0 ? $": {record.Problems[0].Message}" : "";
            log(SafeText.Of($"{name}: {record.Status.ToString().ToLowerInvariant()}{why}"));
            if (_folder is null)
            {
                _waiting.Add(number, record);
                Print();
            }
        }
    }

    private void Print()
    {
        while (_waiting.Remove(_printed, out TriageRecord? record))
        {
            string gap = options.Pages && _printed > 0 ? "\n" : "";
            output.Write(options.Pages ? Encoding.UTF8.GetBytes(gap + TriagePage.Of(record)) : [.. TriageJson.Write(record), (byte)'\n']);
            _printed++;
        }

        output.Flush();
    }

    private void Give(string up)
    {
        lock (_gate)
        {
            _obstacle ??= up;
        }

        _stop.Cancel();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Give(up: "interrupted");
    }
}
