using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>The bufctls of all audited caches whose last transaction was one thread's, newest first.</summary>
internal static class ThreadBufctlWalk
{
    public static IEnumerable<Item>? Start(Run run, Item? start, KmemSelection selection)
    {
        if (start is not { } thread)
        {
            run.Error("allocdby walk doesn't support global walks");
            return null;
        }

        KmemAllocator kmem = run.Session.Kmem;
        Action<KmemFault> fault = KmemFaults.To(run);
        var found = new List<(ulong Bufctl, ulong Timestamp)>();
        foreach (KmemCache cache in kmem.ReadCaches(fault).Where(c => c.IsAudited))
        {
            foreach (KmemBuffer buffer in KmemBuffers.Walk(kmem, cache.Address, selection, bufctls: true, fault, KmemWalk.Ahead(run)) ?? [])
            {
                if (run.ShouldStop)
                {
                    break;
                }

                if (kmem.TryTransaction(buffer.Bufctl, out ulong who, out ulong timestamp) && who == thread.Bits)
                {
                    found.Add((buffer.Bufctl, timestamp));
                }
            }
        }

        return KernelWalk.Items(run, found.OrderByDescending(f => (long)f.Timestamp).Select(f => f.Bufctl), "kmem_bufctl_audit_t");
    }
}
