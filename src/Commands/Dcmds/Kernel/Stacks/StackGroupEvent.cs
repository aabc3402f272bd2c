using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel;

/// <summary>One group of ::stacks: its threads, what they wait for and where.</summary>
/// <param name="group">The group.</param>
/// <param name="heading">Whether the heading stands before it.</param>
/// <param name="everyThread">Lists all threads and not only the first.</param>
internal sealed class StackGroupEvent(StackGroup group, bool heading, bool everyThread) : FactEvent
{
    private const string Heading = "THREAD           STATE    SOBJ                COUNT";

    public override string? TableHeading => heading ? null : Heading;

    public override Item? Item => new Item(group.Threads[0]);

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (heading)
        {
            writer.Write(Heading + "\n");
        }

        string waits = SyncObject.Of(run, group.Key.SyncOperations);
        bool first = true;
        foreach (ulong thread in everyThread ? group.Listed : group.Threads.Take(1))
        {
            writer.Printf("%-?p %-8s %-?s %8s\n", thread, group.State, waits, first ? group.Threads.Count.ToString() : "-");
            first = false;
        }

        if (Reason is { } reason)
        {
            writer.Printf("%?s %s\n", "", reason);
        }

        foreach (ulong frame in group.Key.Frames)
        {
            writer.Printf("%?s %a\n", "", frame);
        }

        if (group.Key.Truncated)
        {
            writer.Printf("%?s ... truncated ...\n", "");
        }

        writer.NewLine();
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("thread", Cell.Address(group.Threads[0]));
        facts.Add("state", group.State);
        facts.Add("sobj", SyncObject.Of(run, group.Key.SyncOperations));
        facts.Add("count", group.Threads.Count);
        facts.Add("reason", Reason);
        facts.StartList("frames");
        foreach (ulong frame in group.Key.Frames)
        {
            facts.Add(AddressText.Of(run.Session, frame));
        }

        facts.EndList();
        facts.Add("truncated", group.Key.Truncated);
        facts.StartList("threads");
        foreach (ulong thread in group.Listed)
        {
            facts.Add(Cell.Address(thread));
        }

        facts.EndList();
    }

    private string? Reason => ThreadStack.Failed(group.Key.Fault).Reason;
}
