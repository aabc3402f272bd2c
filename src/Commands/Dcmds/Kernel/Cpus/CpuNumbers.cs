using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Numbers (cpu_id) of the processors that a walk yields.</summary>
internal static class CpuNumbers
{
    public static List<long> Of(Run run, string walker, ulong start)
    {
        var numbers = new List<long>();
        foreach (Item item in KernelObject.Elements(run, walker, new Item(start)))
        {
            if (KernelObject.TryReadPart(run, "cpu_t", item.Bits, out Value cpu))
            {
                numbers.Add(cpu.Signed("cpu_id"));
            }
        }

        return numbers;
    }
}
