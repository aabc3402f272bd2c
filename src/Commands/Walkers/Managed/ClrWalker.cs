using Commands.Pipeline;
using DumpReader.Problems;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Walkers.Managed;

/// <summary>A walk over things of .NET in a process.</summary>
internal abstract class ClrWalker : Walker
{
    public sealed override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (run.Target.Managed is not { } process)
        {
            run.Error(run.Target.Process is null ? Reasons.NotSupported : "no .NET runtime in this process");
            return null;
        }

        if (process.Open(out Problem reason) is not { } runtime)
        {
            run.Error(reason.Message);
            return null;
        }

        return Guard(run, Walk(run, runtime, start));
    }

    protected abstract IEnumerable<Item> Walk(Run run, ClrRuntime runtime, Item? start);

    /// <summary>What the debugging library throws on damaged memory ends the walk, and is said.</summary>
    private static IEnumerable<Item> Guard(Run run, IEnumerable<Item> items)
    {
        using IEnumerator<Item> walk = items.GetEnumerator();
        while (true)
        {
            try
            {
                if (!walk.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception e) when (e is ClrDiagnosticsException or InvalidDataException or InvalidOperationException)
            {
                run.Partial(new Problem("MDB166", $"the debugging library of .NET cannot go on: {e.Message.ReplaceLineEndings(" ")}"));
                yield break;
            }

            yield return walk.Current;
        }
    }
}
