using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Faults of the allocator's structures as messages and reasons for being partial.</summary>
internal static class KmemFaults
{
    public static Action<KmemFault> To(Run run) => fault => Report(run, fault);

    public static void Report(Run run, in KmemFault fault)
    {
        switch (fault.Kind)
        {
            case KmemFaultKind.Unreadable:
                run.ReadError(fault.Message, fault.Address);
                break;
            case KmemFaultKind.Endless:
                run.PartialAlways(fault.Problem);
                break;
            default:
                run.Error(fault.Message);
                run.Partial(fault.Problem);
                break;
        }
    }
}
