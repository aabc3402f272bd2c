using System.Globalization;
using DumpReader.Problems;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Managed;

/// <summary>
/// The questions that are asked of a helper process; it answers in lines of words between tabs, the last of which is <see cref="End"/>.
/// <list type="bullet">
/// <item><c>roots ADDRESS MOST [skip THREAD...]</c>: why an object is alive: <c>root KIND ADDRESS THREAD</c>, then <c>link OBJECT TYPE</c> for each
/// object on the way; the stacks of the threads named (by their numbers in the system) are left out;</item>
/// <item><c>stack THREAD</c>: what the stack of a thread holds: <c>slot FRAME ADDRESS OBJECT TYPE</c>.</item>
/// </list>
/// </summary>
public static class RootSearch
{
    public const string End = "end";

    /// <summary>Answers one question; what goes wrong ends the answer early.</summary>
    /// <param name="words">The dump, the debugging library, the question.</param>
    public static void Answer(IReadOnlyList<string> words, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(writer);
        if (words.Count < 4)
        {
            return;
        }

        using var data = DataTarget.LoadDump(words[0], new DataTargetOptions { UseLockFreeMemoryMapReader = true, SymbolPaths = [] });
        using var process = new ManagedProcess(data, words[0], words[1], helper: null);
        if (process.Open(out Problem _) is not { } runtime)
        {
            return;
        }

        if (words[2] == "stack")
        {
            Stack(runtime, uint.Parse(words[3], CultureInfo.InvariantCulture), writer);
        }
        else if (words[2] == "roots" && words.Count > 4)
        {
            uint[] skipped = [.. words.Skip(6).Select(w => uint.Parse(w, CultureInfo.InvariantCulture))];
            Roots(runtime, Number(words[3]), int.Parse(words[4], CultureInfo.InvariantCulture), skipped, writer);
        }

        writer.WriteLine(End);
        writer.Flush();
    }

    private static void Stack(ClrRuntime runtime, uint thread, TextWriter writer)
    {
        foreach (ClrThread of in runtime.Threads.Where(t => t.OSThreadId == thread))
        {
            foreach (ClrStackRoot root in of.EnumerateStackRoots())
            {
                writer.WriteLine($"slot\t{root.StackFrame?.StackPointer ?? 0:x}\t{root.Address:x}\t{root.Object.Address:x}\t{root.Object.Type?.Name}");
                writer.Flush();
            }
        }
    }

    private static void Roots(ClrRuntime runtime, ulong target, int most, uint[] skipped, TextWriter writer)
    {
        var parents = new Dictionary<ulong, ulong>();
        var queue = new Queue<ulong>();
        int found = 0;
        foreach ((string kind, ulong address, uint thread, ClrObject first) in All(runtime, skipped))
        {
            if (first.Address == 0 || !first.IsValid || !parents.TryAdd(first.Address, 0))
            {
                continue;
            }

            queue.Enqueue(first.Address);
            while (queue.TryDequeue(out ulong at))
            {
                if (at == target)
                {
                    Path(runtime, kind, address, thread, at, parents, writer);
                    if (++found >= most)
                    {
                        return;
                    }

                    // What was met and not gone through is no answer for the other roots.
                    queue.Clear();
                    parents.Clear();
                    break;
                }

                foreach (ClrObject next in runtime.Heap.GetObject(at).EnumerateReferences(carefully: true))
                {
                    if (next.IsValid && parents.TryAdd(next.Address, at))
                    {
                        queue.Enqueue(next.Address);
                    }
                }
            }
        }
    }

    /// <summary>Handles, statics and what waits for its finalizer first, then the stacks.</summary>
    private static IEnumerable<(string Kind, ulong Address, uint Thread, ClrObject Object)> All(ClrRuntime runtime, uint[] skipped)
    {
        foreach (ClrHandle handle in runtime.EnumerateHandles().Where(h => h.IsStrong))
        {
            yield return (handle.RootKind.ToString(), handle.Address, 0, handle.Object);
        }

        foreach (ClrRoot root in runtime.Heap.EnumerateFinalizerRoots())
        {
            yield return (root.RootKind.ToString(), root.Address, 0, root.Object);
        }

        foreach (ClrThread thread in runtime.Threads.Where(t => !skipped.Contains(t.OSThreadId)))
        {
            foreach (ClrStackRoot root in thread.EnumerateStackRoots())
            {
                yield return ("Stack", root.Address, thread.OSThreadId, root.Object);
            }
        }
    }

    private static void Path(
        ClrRuntime runtime, string kind, ulong address, uint thread, ulong target, Dictionary<ulong, ulong> parents, TextWriter writer)
    {
        writer.WriteLine($"root\t{kind}\t{address:x}\t{thread}");
        var path = new List<ulong>();
        for (ulong at = target; at != 0; at = parents[at])
        {
            path.Add(at);
        }

        for (int i = path.Count - 1; i >= 0; i--)
        {
            writer.WriteLine($"link\t{path[i]:x}\t{runtime.Heap.GetObject(path[i]).Type?.Name}");
        }

        writer.Flush();
    }

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
