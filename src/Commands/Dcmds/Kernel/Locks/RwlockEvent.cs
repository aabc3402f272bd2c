using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>A thread that waits for a readers/writer lock.</summary>
internal sealed record RwlockWaiter(ulong Thread, bool IsWriter);

/// <summary>A readers/writer lock: a line for its holder, lines that name its flags, and beside them those that wait.</summary>
internal sealed class RwlockEvent(ulong address, CType? type, RwlockWord word, IReadOnlyList<RwlockWaiter> waiters) : FactEvent
{
    /// <summary>Columns before the waiters.</summary>
    private const int LeftWidth = 39;

    private const int LabelWidth = 29;

    public override string? TableHeading => RwlockDcmd.Heading;

    public override Item? Item => new Item(address, type);

    public override void WriteText(Run run, MdbWriter writer)
    {
        string holder = word.IsDestroyed ? "1" : word.WriteLocked ? word.Owner.ToString("x") : word.Readers > 0 ? $"READERS={word.Readers}" : "-";
        List<string> lines = [$"{address:x16} {holder,16}  B{Bit(word.WriteLocked)}{Bit(word.WriteWanted)}{Bit(word.HasWaiters)}"];
        char locked = Bar(word.WriteLocked);
        char wanted = Bar(word.WriteWanted);
        char waited = Bar(word.HasWaiters);
        lines.Add($"{Bar(word.IsDestroyed),33}   {locked}{wanted}{waited}");
        if (word.IsDestroyed)
        {
            lines.Add("DESTROYED".PadLeft(LabelWidth) + " --+---+");
        }
        else
        {
            Label(word.WriteLocked, "WRITE_LOCKED", $" ------+{wanted}{waited}");
            Label(word.WriteWanted, "WRITE_WANTED", $" -------+{waited}");
            Label(word.HasWaiters, "HAS_WAITERS", " --------+");
        }

        for (int i = 0; i < Math.Max(lines.Count, waiters.Count); i++)
        {
            writer.Write(i < lines.Count ? lines[i] : new string(' ', LeftWidth));
            if (i < waiters.Count)
            {
                writer.Printf(" %?p (%s)", waiters[i].Thread, waiters[i].IsWriter ? "W" : "R");
            }

            writer.NewLine();
        }

        void Label(bool isSet, string name, string arrow)
        {
            if (isSet)
            {
                lines.Add(name.PadLeft(LabelWidth) + arrow);
            }
        }
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(address));
        facts.Add("owner", word.Owner == 0 ? Cell.None : Cell.Address(word.Owner));
        facts.Add("readers", word.IsDestroyed ? 0 : word.Readers);
        facts.Add("destroyed", word.IsDestroyed);
        facts.Add("write_locked", word.WriteLocked);
        facts.Add("write_wanted", word.WriteWanted);
        facts.Add("has_waiters", word.HasWaiters);
        facts.StartList("waiters");
        foreach (RwlockWaiter waiter in waiters)
        {
            facts.StartObject();
            facts.Add("thread", Cell.Address(waiter.Thread));
            facts.Add("writer", waiter.IsWriter);
            facts.EndObject();
        }

        facts.EndList();
    }

    private static char Bit(bool isSet) => isSet ? '1' : '0';

    private static char Bar(bool isSet) => isSet ? '|' : ' ';
}
