using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Network;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Walks over what hangs on the IP stacks.</summary>
internal static class StackWalk
{
    /// <summary>Of the <c>ip_stack_t</c> given, or of all.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="start">The stack; null or NULL for all.</param>
    /// <param name="yields">Type of the elements.</param>
    /// <param name="ofStack">The elements of one stack.</param>
    public static IEnumerable<Item>? Of(
        Run run, Item? start, string? yields, Func<KernelObjects, ulong, Action<WalkFault>, IEnumerable<ulong>> ofStack)
    {
        KernelObjects kernel = run.Session.Kernel;
        return KernelWalk.Start(run, yields, fault => start is { Bits: var stack and not 0 }
            ? ofStack(kernel, stack, fault)
            : IpStacks.Walk(kernel, "ip", fault).SelectMany(each => ofStack(kernel, each, fault)));
    }
}
