using DumpReader.Problems;
using DumpReader.Scans;

namespace Commands.Pipeline;

/// <summary>Looks at every one of many elements on all cores.</summary>
internal static class ElementScan
{
    /// <summary>Elements that one core takes at a time.</summary>
    private const int PartSize = 32;

    /// <summary>Results in the order of the elements, whatever the number of cores; fewer where the statement is to stop.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="what">Name of the command, for the progress that a person sees.</param>
    /// <param name="elements">What to look at.</param>
    /// <param name="work">Called from several threads at once: it reads the target, and leaves messages to whoever takes its result.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    public static IEnumerable<TResult> Ordered<TElement, TResult>(
        Run run, string what, IReadOnlyList<TElement> elements, Func<TElement, TResult> work, int workers = 0)
    {
        int parts = (elements.Count + PartSize - 1) / PartSize;
        return OrderedWork.Run(parts, Part, run.Watch(what), workers).SelectMany(results => results);

        TResult[] Part(int part)
        {
            int first = part * PartSize;
            var results = new TResult[Math.Min(PartSize, elements.Count - first)];
            for (int i = 0; i < results.Length; i++)
            {
                try
                {
                    results[i] = work(elements[first + i]);
                }
                catch (WorkStoppedException)
                {
                    return results[..i]; // what there is by then is kept
                }
            }

            return results;
        }
    }
}
