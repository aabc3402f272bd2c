using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Zfs;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>
/// Shows an input or output of ZFS with those that it waits for, or that wait for it, depth first. One that hangs on several is shown
/// below each of them, but what hangs on it only once, so that the tree of a damaged dump stays as small as the dump.
/// </summary>
internal sealed class ZioTree(Invocation call, bool children, bool parents, int depth)
{
    private readonly HashSet<ulong> _expanded = [];
    private readonly HashSet<ulong> _above = [];
    private int _shown;

    /// <summary>Shows the one at the address and what hangs on it; false after the reason why it cannot be read.</summary>
    public Status Show(ulong zio)
    {
        var waiting = new Stack<(ulong From, ulong Zio, int Depth)>();
        var path = new List<ulong>();
        waiting.Push((zio, zio, 0));
        while (waiting.TryPop(out (ulong From, ulong Zio, int Depth) next))
        {
            for (; path.Count > next.Depth; path.RemoveAt(path.Count - 1))
            {
                _above.Remove(path[^1]);
            }

            if (_above.Contains(next.Zio))
            {
                call.Run.PartialAlways(WalkFault.Loop("zio_t", next.From, next.Zio).Problem);
                continue;
            }

            if (!KernelObject.TryRead(call.Run, "zio_t", next.Zio, "failed to read zio_t at ", out Value value))
            {
                if (next.Depth == 0)
                {
                    return Status.Error;
                }

                continue;
            }

            if (_shown++ == Limits.Zios)
            {
                KernelWalk.Report(call.Run, WalkFault.TooMany("zio_t", Limits.Zios, next.Zio));
                return Status.Ok;
            }

            if (!call.Row(ZioRow.Layout, ZioRow.Of(call.Run, value, next.Depth), new Item(next.Zio, value.Type)))
            {
                return Status.Abort;
            }

            _above.Add(next.Zio);
            path.Add(next.Zio);
            if (next.Depth < depth && _expanded.Add(next.Zio))
            {
                foreach (ulong linked in Linked(next.Zio).Reverse())
                {
                    waiting.Push((next.Zio, linked, next.Depth + 1));
                }
            }
        }

        return Status.Ok;
    }

    private IEnumerable<ulong> Linked(ulong zio)
    {
        KernelObjects kernel = call.Session.Kernel;
        return (children ? ZioLinks.Children(kernel, zio, Report) : []).Concat(parents ? ZioLinks.Parents(kernel, zio, Report) : []).UntilStopped(call.Run);
    }

    private void Report(WalkFault fault) => KernelWalk.Report(call.Run, fault);
}
