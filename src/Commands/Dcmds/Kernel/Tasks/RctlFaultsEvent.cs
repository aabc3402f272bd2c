using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Tasks;

/// <summary>Something wrong with the values of a resource control.</summary>
/// <param name="What">In words, to which the place or the number belongs.</param>
internal sealed record RctlFault(string What, ulong? Address = null, int? Count = null)
{
    public static RctlFault CursorOutside { get; } = new("cursor outside sequence");

    /// <summary>As the line of ::rctl_validate has it; the last of all has no blank behind it.</summary>
    public string Text => this == CursorOutside ? $"/ {What}" : $"/ {What}{(Address is { } at ? $" {at:x}" : Count is { } count ? $" {count}" : "")} ";
}

/// <summary>What is wrong with a resource control.</summary>
internal sealed class RctlFaultsEvent(Value control, IReadOnlyList<RctlFault> faults, bool verbose) : FactEvent
{
    public override Item? Item => new Item(control.Address, control.Type);

    public override void WriteText(Run run, MdbWriter writer) =>
        writer.Printf("%p %s\n", control.Address, verbose ? string.Concat(faults.Select(fault => fault.Text)) : "");

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(control.Address));
        facts.StartList("faults");
        foreach (RctlFault fault in faults)
        {
            facts.StartObject();
            facts.Add("what", fault.What);
            if (fault.Address is { } address)
            {
                facts.Add("addr", Cell.Address(address));
            }

            if (fault.Count is { } count)
            {
                facts.Add("count", count);
            }

            facts.EndObject();
        }

        facts.EndList();
    }
}
