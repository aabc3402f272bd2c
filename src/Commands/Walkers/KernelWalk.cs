using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Types;

namespace Commands.Walkers;

/// <summary>Turns a walk over kernel objects into items, and its faults into messages and reasons for being partial.</summary>
internal static class KernelWalk
{
    /// <summary>Starts a walk; null, with the reason said, where it already failed at its start.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="yields">Type of the elements; null for plain addresses.</param>
    /// <param name="walk">Makes the sequence; it tells its argument of faults, before and while it is followed.</param>
    public static IEnumerable<Item>? Start(Run run, string? yields, Func<Action<WalkFault>, IEnumerable<ulong>> walk)
    {
        bool failed = false;
        IEnumerable<ulong> elements = walk(fault =>
        {
            failed = true;
            Report(run, fault);
        });
        return failed ? null : Items(run, elements, yields);
    }

    /// <summary>Addresses as items, until the run is to stop.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="elements">The addresses.</param>
    /// <param name="yields">Type of the elements; null for plain addresses.</param>
    public static IEnumerable<Item> Items(Run run, IEnumerable<ulong> elements, string? yields) =>
        Items(run, elements, yields is null ? null : run.Session.Kernel.Type(yields).Type);

    /// <summary>What a walk yields until the run is to stop: for what goes through much of it without a word.</summary>
    public static IEnumerable<T> UntilStopped<T>(this IEnumerable<T> elements, Run run) => elements.TakeWhile(_ => !run.ShouldStop);

    /// <summary>Unreadable memory and missing names are said as messages; loops, which would hang stock mdb, in every mode.</summary>
    public static void Report(Run run, in WalkFault fault)
    {
        switch (fault.Kind)
        {
            case WalkFaultKind.Unreadable:
                run.ReadError($"failed to read {fault.What} at {fault.Address:x}: {Reasons.NoMapping}", fault.Address);
                break;
            case WalkFaultKind.Missing:
                run.Error(fault.Problem.Message);
                run.Partial(fault.Problem);
                break;
            case WalkFaultKind.Open or WalkFaultKind.Stray:
                run.Partial(fault.Problem);
                break;
            default:
                run.PartialAlways(fault.Problem);
                break;
        }
    }

    private static IEnumerable<Item> Items(Run run, IEnumerable<ulong> elements, CType? type)
    {
        foreach (ulong element in elements)
        {
            if (run.ShouldStop)
            {
                yield break;
            }

            yield return new Item(element, type);
        }
    }
}
