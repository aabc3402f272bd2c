using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Timers;

/// <summary>For the id of an omnipresent cyclic: its part on each processor.</summary>
[Walker("cycomni")]
internal sealed class CycOmniWalker : Walker
{
    public override WalkerInfo Info { get; } = new("cycomni", "for an omnipresent cyclic, walk cyc_omni_cpu list") { Yields = "cyc_omni_cpu_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        if (start is not { } id)
        {
            run.Error("must provide a cyclic id");
            return null;
        }

        if (id.Bits == 0)
        {
            return [];
        }

        // Only a cyclic that is on every processor belongs to none.
        KernelObjects kernel = run.Session.Kernel;
        if (kernel.Type("cyc_id_t").TryOffset("cyi_cpu", out ulong at) && kernel.Memory.TryReadUInt64(unchecked(id.Bits + at), out ulong cpu) && cpu != 0)
        {
            run.Error($"{id.Bits:x} is not an omnipresent cyclic.");
            return null;
        }

        return KernelWalk.Start(run, Info.Yields, fault =>
            new KernelList("cyc_omni_cpu_t", "cyo_next", "cyc_omni_cpu").Of(kernel, id.Bits, "cyc_id_t", "cyi_omni_list", fault));
    }
}
