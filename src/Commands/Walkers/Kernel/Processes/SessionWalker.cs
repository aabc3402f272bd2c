using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Processes;

/// <summary>Sessions of all processes, each once, in the order of the processes.</summary>
[Walker("session")]
internal sealed class SessionWalker : Walker
{
    public override WalkerInfo Info { get; } = new("session", "walk the sessions of all processes") { Yields = "struct sess", Ours = true };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        return KernelWalk.Start(run, Info.Yields, fault => kernel.TryOffset("proc_t", "p_sessp", fault, out ulong session)
            ? Sessions(kernel, session, WalkerTable.Find(run.Session, "proc")?.Walk(run, null) ?? [], fault)
            : []);
    }

    private static IEnumerable<ulong> Sessions(KernelObjects kernel, ulong session, IEnumerable<Item> processes, Action<WalkFault> fault)
    {
        var seen = new HashSet<ulong>();
        foreach (Item process in processes)
        {
            if (!kernel.Memory.TryReadUInt64(unchecked(process.Bits + session), out ulong found))
            {
                fault(WalkFault.Unreadable("proc", process.Bits));
            }
            else if (found != 0 && seen.Add(found))
            {
                if (seen.Count > Limits.ListElements)
                {
                    fault(WalkFault.TooMany("session", Limits.ListElements, found));
                    yield break;
                }

                yield return found;
            }
        }
    }
}
