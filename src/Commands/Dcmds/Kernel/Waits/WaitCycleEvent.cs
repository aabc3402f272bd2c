using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Waits;

/// <summary>The heading of a deadlock.</summary>
internal sealed class WaitCycleEvent(int number, IReadOnlyList<ulong> threads) : FactEvent
{
    public override void WriteText(Run run, MdbWriter writer) =>
        writer.Write(threads.Count == 1
            ? $"deadlock {number}: a thread waits for itself\n"
            : $"deadlock {number}: {threads.Count} threads, each waits for the next and the last for the first\n");

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("deadlock", number);
        facts.Add("count", threads.Count);
        facts.StartList("threads");
        foreach (ulong thread in threads)
        {
            facts.Add(Cell.Address(thread));
        }

        facts.EndList();
    }
}
