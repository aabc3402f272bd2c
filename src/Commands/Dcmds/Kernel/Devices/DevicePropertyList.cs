using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>One of the lists of properties of a device node.</summary>
/// <param name="Kind">Whose they are: <c>System</c>, <c>Driver</c>, <c>Hardware</c>, <c>Global</c>.</param>
/// <param name="First">Address of the first.</param>
/// <param name="Properties">All that could be read.</param>
internal sealed record DevicePropertyList(string Kind, ulong First, IReadOnlyList<DeviceProperty> Properties)
{
    private const int Step = 4;

    /// <summary>All lists of a node.</summary>
    public static IReadOnlyList<DevicePropertyList> Of(Run run, DeviceView device) =>
        [.. device.PropertyLists().Select(list => new DevicePropertyList(list.Kind, list.First, DeviceProperty.List(run, list.First)))];

    public void WriteText(MdbWriter writer)
    {
        writer.Printf("%s properties at %p:\n", Kind, First);
        writer.Margin += Step;
        foreach (DeviceProperty property in Properties)
        {
            writer.Printf("name='%s' type=%s items=%d", property.Name, property.Type, property.Items);
            writer.Write(property.Device is { } device ? $" dev={device}\n" : "\n");
            writer.Margin += Step;
            if (property.IsOdd)
            {
                writer.Write("NOTE: prop length is not a multiple of element size\n");
            }

            if (!property.IsEmpty)
            {
                string value = property.Strings is { } strings
                    ? string.Join(" + ", strings.Select(text => $"'{text}'"))
                    : string.Join('.', property.Groups);
                writer.Write($"value={value}\n");
            }

            writer.Margin -= Step;
        }

        writer.Margin -= Step;
    }

    /// <summary>One object a property: a list is only where it comes from.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        foreach (DeviceProperty property in Properties)
        {
            json.WriteStartObject();
            json.WriteString("list", Kind);
            json.WriteString("list_addr", JsonText.Hex(First));
            json.WriteString("addr", JsonText.Hex(property.Property.Address));
            json.WriteString("name", property.Name);
            json.WriteString("type", property.Type);
            json.WriteNumber("items", property.Items);
            json.WriteString("dev", property.Device);
            json.WriteStartArray("value");
            foreach (string value in property.Strings ?? property.Groups.Select(group => "0x" + group))
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
