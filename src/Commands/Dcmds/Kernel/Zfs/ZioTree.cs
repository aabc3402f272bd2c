using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Zfs;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>
/// Shows an input or output of ZFS with those that it waits for, all the way down, and those that wait for it, all the way up. One that hangs on several is shown
/// below each of them, but what hangs on it only once, so that the tree of a damaged dump stays as small as the dump.
/// </summary>
internal sealed class ZioTree(Invocation call, bool children, bool parents, int depth)
{
    /// <summary>Where to go on from one: a way once taken is not left.</summary>
    [Flags]
    private enum Ways
    {
        None = 0,
        Down = 1,
        Up = 2,
    }

    private readonly HashSet<ulong> _expanded = [];
    private readonly HashSet<ulong> _above = [];
    private int _shown;

    /// <summary>
    /// Shows the one at the address and what hangs on it and was not shown with those before; an error, with the reason said, where it cannot be read.
    /// </summary>
    public Status Show(ulong zio)
    {
        var waiting = new Stack<(ulong From, ulong Zio, int Depth, Ways Ways)>();
        var path = new List<ulong>();
        _above.Clear();
        waiting.Push((zio, zio, 0, (children ? Ways.Down : Ways.None) | (parents ? Ways.Up : Ways.None)));
        while (waiting.TryPop(out (ulong From, ulong Zio, int Depth, Ways Ways) next))
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
                foreach ((ulong linked, Ways way) in Linked(next.Zio, next.Ways).Reverse())
                {
                    waiting.Push((next.Zio, linked, next.Depth + 1, way));
                }
            }
        }

        return Status.Ok;
    }

    private IEnumerable<(ulong Zio, Ways Way)> Linked(ulong zio, Ways ways)
    {
        KernelObjects kernel = call.Session.Kernel;
        IEnumerable<ulong> down = ways.HasFlag(Ways.Down) ? ZioLinks.Children(kernel, zio, Report) : [];
        IEnumerable<ulong> up = ways.HasFlag(Ways.Up) ? ZioLinks.Parents(kernel, zio, Report) : [];
        return down.Select(child => (child, Ways.Down)).Concat(up.Select(parent => (parent, Ways.Up))).UntilStopped(call.Run);
    }

    private void Report(WalkFault fault) => KernelWalk.Report(call.Run, fault);
}
