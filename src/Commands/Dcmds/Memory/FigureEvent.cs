using System.Globalization;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Memory;

/// <summary>A line of the account that a long search gives of itself: <c>findleaks:   maximum buffers => 1093</c>.</summary>
/// <param name="command">Name in front.</param>
/// <param name="width">Columns of the name of the figure.</param>
/// <param name="name">What is counted.</param>
/// <param name="value">The figure.</param>
internal sealed class FigureEvent(string command, int width, string name, Cell value) : FactEvent
{
    /// <summary>What the figure is a part of, for a percentage; null for none.</summary>
    public long? Of { get; init; }

    /// <summary>What the text shows in place of the value, e.g. <c>0.6</c> of 612 milliseconds, and in which unit; null for the value itself.</summary>
    public (decimal Amount, string Unit)? Shown { get; init; }

    private decimal Percent => Of is > 0 and var whole ? (long)value.Bits * 1000 / whole / 10m : 0;

    /// <summary>A time: in JSON in milliseconds, in the text in seconds and tenths.</summary>
    public static FigureEvent Seconds(string command, int width, string name, TimeSpan time) => new(command, width, name, (long)time.TotalMilliseconds)
    {
        Shown = ((long)time.TotalSeconds + (time.Milliseconds / 100 / 10m), "seconds"),
    };

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Write($"{command}: {name.PadLeft(width)} => ");
        if (Of is not null)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{(long)value.Bits,-13} ({Percent,4:0.0}%)"));
        }
        else if (Shown is { } shown)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{shown.Amount} {shown.Unit}"));
        }
        else
        {
            writer.Write(value.Kind == CellKind.Address ? value.Bits.ToString("x") : value.String ?? ((long)value.Bits).ToString());
        }

        writer.NewLine();
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("figure", name);
        facts.Add("value", value);
        facts.Add("of", Of is { } whole ? whole : Cell.None);
        facts.Add("percent", Of is null ? Cell.None : (double)Percent);
        facts.Add("shown", Shown is { } shown ? (double)shown.Amount : Cell.None);
        facts.Add("unit", Shown?.Unit);
    }
}
