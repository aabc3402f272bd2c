using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Problems;

namespace Commands.Dcmds.Kernel.Waits;

/// <summary>Draws who waits for whom, and finds deadlocks.</summary>
[Dcmd("waits")]
internal sealed class WaitsDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("waits", "show who waits for whom, and deadlocks")
    {
        Usage = "[-ac]",
        Address = AddressUse.Optional,
        Ours = true,
        Help = """
            Draws threads below the thread that holds what they wait for: mutexes,
            readers/writer locks held for writing, and locks of user programs that
            inherit priority. A cycle is a deadlock; each is named first, and its threads
            stand in the order in which they wait. Locks whose holders are not known, such
            as those held by readers, follow with the threads that wait for them.

              -a  also threads on condition variables, semaphores and other objects
              -c  only deadlocks

            With the address of a thread or an object only what it is part of is shown.
            In a pipe the threads go on.
            """,
        Examples = ["::waits", "::waits -c", "::waits -a"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "ac") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "thread") is not { } all)
        {
            return Status.Error;
        }

        WaitGraph graph = new([.. Blocked(call.Run, [.. all.Select(item => item.Bits)])]);
        new WaitListing(call, graph, call.HasAddress ? call.Address : null).Show(everything: options.Has('a'), onlyCycles: options.Has('c'));
        return Status.Ok;
    }

    private static IEnumerable<BlockedThread> Blocked(Run run, IReadOnlyList<ulong> threads)
    {
        KernelObjects kernel = run.Session.Kernel;
        var blocked = new BlockedThreads(kernel);
        var seen = new HashSet<ulong>();
        var owners = new Queue<ulong>();
        foreach (ThreadFacts? facts in ElementScan.Ordered(run, "waits", threads, at => kernel.Threads.TryRead(at, out ThreadFacts read) ? read : (ThreadFacts?)null))
        {
            if (facts is not { } thread || !seen.Add(thread.Address) || blocked.Of(thread) is not { } waits)
            {
                continue;
            }

            owners.Enqueue(waits.Owner);
            yield return waits;
        }

        // An owner may be missing from a damaged list of threads; what it waits for counts all the same.
        int most = seen.Count + Limits.LostOwners;
        while (owners.TryDequeue(out ulong owner) && !run.ShouldStop)
        {
            if (owner == 0 || !seen.Add(owner))
            {
                continue;
            }

            if (seen.Count > most)
            {
                run.PartialAlways(WalkFault.TooMany("thread", Limits.LostOwners, owner).Problem);
                yield break;
            }

            if (!blocked.TryRead(owner, out _, out BlockedThread? waits))
            {
                run.Partial(new Problem("MDB521", $"a lock is held by thread {owner:x}, which is not in the dump", owner));
            }
            else if (waits is not null)
            {
                owners.Enqueue(waits.Owner);
                yield return waits;
            }
        }
    }
}
