using System.Runtime.ExceptionServices;
using DumpReader.Bytes;

namespace DumpReader.Scans;

/// <summary>
/// Work in numbered parts on all cores whose results come in the order of the parts, as if one thread did it. The thread that takes the
/// results works too, and nobody runs more than a few parts ahead of it, so that memory stays flat. It stops when the control says so or
/// when the results are not taken any more; no part runs on after that.
/// </summary>
internal static class OrderedWork
{
    /// <summary>How far the others may be ahead of the taker, per worker.</summary>
    private const int PartsAhead = 4;

    /// <summary>The result of each part.</summary>
    /// <param name="count">Number of parts; each should take between 10 microseconds and 10 milliseconds.</param>
    /// <param name="work">Makes the result of a part; called from several threads at once.</param>
    /// <param name="control">Asked between parts.</param>
    /// <param name="workers">Threads, the taker included; 0 for one a core.</param>
    public static IEnumerable<TResult> Run<TResult>(int count, Func<int, TResult> work, IScanControl control, int workers = 0)
    {
        workers = Math.Min(workers > 0 ? workers : Environment.ProcessorCount, count);
        Func<bool>? limit = WorkLimit.Current;
        using var line = new Line<TResult>(count, work, Math.Max(1, workers * PartsAhead));
        for (int helper = 1; helper < workers; helper++)
        {
            _ = Task.Run(() => line.Help(limit));
        }

        try
        {
            for (int part = 0; part < count && !control.ShouldStop; part++)
            {
                yield return line.Take(part);
                control.Progress(part + 1, count);
            }
        }
        finally
        {
            line.Stop();
            control.End();
        }
    }

    /// <summary>The parts between the first not taken and the last that may be started.</summary>
    private sealed class Line<TResult>(int count, Func<int, TResult> work, int window) : IDisposable
    {
        private readonly Slot[] _slots = new Slot[window];
        private readonly SemaphoreSlim _room = new(window);
        private readonly SemaphoreSlim _news = new(0);
        private readonly Lock _gate = new();
        private readonly ManualResetEventSlim _isIdle = new(initialState: true);
        private int _next;
        private int _helpers;
        private volatile bool _isStopped;

        /// <summary>Does parts until there are none left.</summary>
        /// <param name="limit">That of the taker.</param>
        public void Help(Func<bool>? limit)
        {
            if (!TryBegin())
            {
                return;
            }

            using WorkLimit.Scope scope = WorkLimit.Enter(limit);
            while (true)
            {
                _room.Wait();
                if (!TryClaim(out int part))
                {
                    _room.Release();
                    End();
                    return;
                }

                Do(part);
            }
        }

        /// <summary>The result of the next part in order; does parts itself while it is not there.</summary>
        public TResult Take(int part)
        {
            ref Slot slot = ref _slots[part % window];
            while (!Volatile.Read(ref slot.IsDone))
            {
                if (_room.Wait(0))
                {
                    if (TryClaim(out int own))
                    {
                        Do(own);
                        continue;
                    }

                    _room.Release();
                }

                _news.Wait();
            }

            TResult result = slot.Result!;
            ExceptionDispatchInfo? failure = slot.Failure;
            slot = default;
            _room.Release();
            failure?.Throw();
            return result;
        }

        /// <summary>Waits for the helpers that have begun; those that come later, because threads were short, find that there is nothing to do.</summary>
        public void Stop()
        {
            lock (_gate)
            {
                _isStopped = true;
            }

            _room.Release(window);
            _isIdle.Wait();
            lock (_gate)
            {
                // The last helper has left, too.
            }
        }

        public void Dispose()
        {
            _room.Dispose();
            _news.Dispose();
            _isIdle.Dispose();
        }

        private bool TryBegin()
        {
            lock (_gate)
            {
                if (!_isStopped)
                {
                    _helpers++;
                    _isIdle.Reset();
                }

                return !_isStopped;
            }
        }

        private void End()
        {
            lock (_gate)
            {
                if (--_helpers == 0)
                {
                    _isIdle.Set();
                }
            }
        }

        private bool TryClaim(out int part)
        {
            part = _isStopped ? count : Interlocked.Increment(ref _next) - 1;
            return part < count;
        }

        private void Do(int part)
        {
            ref Slot slot = ref _slots[part % window];
            try
            {
                slot.Result = work(part);
            }
            catch (Exception e)
            {
                // It belongs to the thread that takes the results.
                slot.Failure = ExceptionDispatchInfo.Capture(e);
            }

            Volatile.Write(ref slot.IsDone, true);
            _news.Release();
        }

        private struct Slot
        {
            public TResult? Result;
            public ExceptionDispatchInfo? Failure;
            public bool IsDone;
        }
    }
}
