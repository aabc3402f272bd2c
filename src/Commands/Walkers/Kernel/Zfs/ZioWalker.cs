using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Zfs;

/// <summary>Inputs and outputs of all pools, or of the one given.</summary>
[Walker("zio")]
internal sealed class ZioWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("zio", "walk all zio_t structures, optionally for a particular spa_t") { Yields = "zio_t", Module = "zfs" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => OfPool(run, start, rootsOnly: false);

    /// <summary>Allocated buffers of zio_cache that are of the pool; null, with the reason said, where they cannot be walked.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="pool">A <c>spa_t</c>; null for all.</param>
    /// <param name="rootsOnly">Only those that none waits for.</param>
    public static IEnumerable<Item>? OfPool(Run run, Item? pool, bool rootsOnly)
    {
        KernelObjects kernel = run.Session.Kernel;
        KernelType type = kernel.Type("zio_t");
        if (!kernel.TryOffset(type.Name, "io_spa", Report, out ulong spaAt)
            || !kernel.TryOffset(type.Name, "io_parent_list", Report, out ulong parentsAt)
            || !kernel.TryOffset("list_t", "list_head", Report, out ulong headAt))
        {
            return null;
        }

        if (WalkerTable.Find(run.Session, "zio_cache")?.Walk(run, null) is not { } buffers)
        {
            run.Error("failed to walk 'zio_cache'");
            return null;
        }

        return buffers.Where(item => IsWanted(item.Bits)).Select(item => new Item(item.Bits, type.Type));

        bool IsWanted(ulong zio)
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(zio + spaAt), out ulong spa))
            {
                Report(WalkFault.Unreadable(type.Name, zio));
                return false;
            }

            ulong head = unchecked(zio + parentsAt + headAt);
            return (pool is null || spa == pool.Value.Bits)
                && (!rootsOnly || !kernel.Memory.TryReadUInt64(head, out ulong first) || first == head || first == 0);
        }

        void Report(WalkFault fault) => KernelWalk.Report(run, fault);
    }
}
