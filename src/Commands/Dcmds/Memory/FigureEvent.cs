using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Memory;

/// <summary>A line of the account that a long search gives of itself: <c>findleaks:   maximum buffers => 1093</c>.</summary>
/// <param name="command">Name in front.</param>
/// <param name="width">Columns of the name of the figure.</param>
/// <param name="name">What is counted.</param>
/// <param name="value">The figure.</param>
internal sealed class FigureEvent(string command, int width, string name, Cell value) : OutputEvent
{
    /// <summary>What the figure is a part of, for a percentage; null for none.</summary>
    public long? Of { get; init; }

    /// <summary>Stock mdb's text for the value, where it is not the plain number.</summary>
    public string? Text { get; init; }

    /// <summary>A time: in JSON in milliseconds, in the text in seconds and tenths.</summary>
    public static FigureEvent Seconds(string command, int width, string name, TimeSpan time) => new(command, width, name, (long)time.TotalMilliseconds)
    {
        Text = $"{(long)time.TotalSeconds}.{time.Milliseconds / 100} seconds",
    };

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Write($"{command}: {name.PadLeft(width)} => ");
        if (Of is { } whole)
        {
            long tenths = whole == 0 ? 0 : (long)value.Bits * 1000 / whole;
            writer.Write($"{(long)value.Bits,-13} ({tenths / 10,2}.{tenths % 10}%)");
        }
        else
        {
            writer.Write(Text ?? value.String ?? ((long)value.Bits).ToString());
        }

        writer.NewLine();
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("figure", name);
        json.WritePropertyName("value");
        value.WriteJson(run.Session, json);
        if (Of is { } whole)
        {
            json.WritePropertyName("of");
            JsonText.Signed(json, whole);
        }

        json.WriteEndObject();
        return true;
    }
}
