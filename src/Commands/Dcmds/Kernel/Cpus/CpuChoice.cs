using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>The CPU that ::cpuregs and ::cpustack are about: the one at the address, the one of <c>-c</c>, or the one that panicked.</summary>
internal static class CpuChoice
{
    /// <summary>The registers of that CPU; null, with the message, where the dump has none.</summary>
    /// <remarks>Only the CPU that panicked saved its registers; the others were stopped where they were.</remarks>
    public static IReadOnlyDictionary<string, ulong>? Registers(Invocation call, CommandOptions options)
    {
        Run run = call.Run;
        if (call.Target.Kind != "kvm")
        {
            call.Fail(Reasons.NotOnThisTarget);
            return null;
        }

        long? panicked = KernelObject.TryVariable(run, "panic_cpu", out Value cpu) ? cpu.Signed("cpu_id") : null;
        long? asked = options.TryNumber('c', out ulong id) ? (long)id : panicked;
        if (call.HasAddress)
        {
            if (!KernelObject.TryRead(run, "cpu_t", call.Address, "failed to read cpu_t at ", out Value chosen))
            {
                return null;
            }

            asked = chosen.Signed("cpu_id");
        }
        else if (options.Has('c') && !Exists(run, (long)id))
        {
            call.Fail($"no CPU with id {id}");
            return null;
        }

        if (asked != panicked)
        {
            call.Fail($"failed to get registers of CPU {asked}: no register set available for thread");
            return null;
        }

        return call.Target.Registers;
    }

    private static bool Exists(Run run, long id) =>
        CpuList.ById(run.Session.Kernel, fault => Walkers.KernelWalk.Report(run, fault))
            .Any(address => KernelObject.TryRead(run, "cpu_t", address, out Value cpu) && cpu.Signed("cpu_id") == id);
}
