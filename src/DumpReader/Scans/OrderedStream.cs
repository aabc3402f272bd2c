namespace DumpReader.Scans;

/// <summary>
/// Work on all cores over elements that come one after the other and of which nobody knows how many there will be. They are taken up some
/// thousand at a time, so that memory stays flat; the results come in the order of the elements.
/// </summary>
internal static class OrderedStream
{
    private const int BatchElements = 256;
    private const int BatchesAtOnce = 64;

    /// <summary>The results of all batches.</summary>
    /// <param name="elements">Gone through by the thread that takes the results.</param>
    /// <param name="expected">How many elements are expected, for the progress.</param>
    /// <param name="work">Makes the result of a batch; called from several threads at once.</param>
    /// <param name="control">Asked between batches; told of the end once.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    public static IEnumerable<TResult> Run<TElement, TResult>(
        IEnumerable<TElement> elements, ulong expected, Func<TElement[], TResult> work, IScanControl control, int workers = 0)
    {
        var taken = new Window(control, (long)Math.Min(expected, long.MaxValue));
        try
        {
            foreach (TElement[][] batches in elements.Chunk(BatchElements).Chunk(BatchesAtOnce))
            {
                foreach (TResult result in OrderedWork.Run(batches.Length, i => work(batches[i]), taken, workers))
                {
                    yield return result;
                }

                taken.Next(batches.Sum(batch => (long)batch.Length));
                if (control.ShouldStop)
                {
                    yield break;
                }
            }
        }
        finally
        {
            control.End();
        }
    }

    /// <summary>The control of the elements taken up last, whose parts count behind those before.</summary>
    private sealed class Window(IScanControl control, long expected) : IScanControl
    {
        private long _before;

        public bool ShouldStop => control.ShouldStop;

        public bool IsOver => control.IsOver;

        public void Next(long elements) => _before += elements;

        public void Progress(long done, long total)
        {
            long elements = _before + (done * BatchElements);
            control.Progress(Math.Min(elements, expected), expected);
        }

        public void End()
        {
        }
    }
}
