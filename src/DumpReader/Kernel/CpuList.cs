using DumpReader.Spaces;

namespace DumpReader.Kernel;

/// <summary>CPUs: the ring <c>cpu_list</c>, cpu_next, in the order of their ids.</summary>
internal static class CpuList
{
    /// <summary>
    /// Addresses of the <c>cpu_t</c>s by cpu_id. In the dump of a panic the one that panicked is the copy that the kernel made of it
    /// at that moment, <c>panic_cpu</c>.
    /// </summary>
    public static List<ulong> ById(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TryPointer("cpu_list", fault, out ulong head)
            || !kernel.TryOffset("cpu_t", "cpu_next", fault, out ulong next)
            || !kernel.TryOffset("cpu_t", "cpu_id", fault, out ulong id))
        {
            return [];
        }

        AddressSpace memory = kernel.Memory;
        var cpus = new List<(int Id, ulong Address)>();
        foreach (ulong cpu in LinkChain.Walk(memory, head, next, ring: true, "cpu", fault))
        {
            cpus.Add((memory.TryReadUInt32(cpu + id, out uint number) ? (int)number : int.MaxValue, cpu));
        }

        bool panicked = kernel.TrySymbol("panicstr", out ulong panicstr)
            && memory.TryReadUInt64(panicstr, out ulong message)
            && message != 0;
        if (panicked && kernel.TrySymbol("panic_cpu", out ulong copy) && memory.TryReadUInt32(copy + id, out uint panicId))
        {
            int place = cpus.FindIndex(cpu => cpu.Id == (int)panicId);
            if (place >= 0)
            {
                cpus[place] = ((int)panicId, copy);
            }
        }

        return [.. cpus.OrderBy(cpu => cpu.Id).Select(cpu => cpu.Address)];
    }
}
