namespace DumpReader.Kernel;

/// <summary>The cyclic subsystem of each processor (<c>cyc_cpu_t</c>, sys/cyclic_impl.h), found through cpu_cyclic.</summary>
internal static class CyclicCpus
{
    /// <summary>By the number of the processor.</summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset("cpu_t", "cpu_cyclic", fault, out ulong at))
        {
            yield break;
        }

        foreach (ulong cpu in CpuList.ById(kernel, fault))
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(cpu + at), out ulong cyclics))
            {
                fault(WalkFault.Unreadable("cpu", cpu));
                yield break;
            }

            if (cyclics != 0)
            {
                yield return cyclics;
            }
        }
    }
}
