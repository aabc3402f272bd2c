using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>The callers that light auditing noted of a buffer, newest first.</summary>
internal sealed class RecentCallersEvent(ulong buffer, IReadOnlyList<ulong> callers) : FactEvent
{
    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Write(callers.Count == 1 ? "        recent caller: " : "        recent callers: ");
        for (int i = 0; i < callers.Count; i++)
        {
            writer.Write(i == 0 ? "" : ", ");
            writer.Symbolic(callers[i]);
        }

        writer.NewLine();
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("bufaddr", Cell.Address(buffer));
        facts.StartList("callers");
        foreach (ulong caller in callers)
        {
            facts.Add(Cell.Symbolic(caller));
        }

        facts.EndList();
    }
}
