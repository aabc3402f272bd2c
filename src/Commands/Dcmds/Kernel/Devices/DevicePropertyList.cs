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
    public void Facts(FactWriter facts)
    {
        foreach (DeviceProperty property in Properties)
        {
            facts.StartObject();
            facts.Add("list", Kind);
            facts.Add("list_addr", Cell.Address(First));
            facts.Add("addr", Cell.Address(property.Property.Address));
            facts.Add("name", property.Name);
            facts.Add("type", property.Type);
            facts.Add("items", property.Items);
            facts.Add("dev", property.Device);
            facts.StartList("value");
            foreach (string value in property.Strings ?? property.Groups.Select(group => "0x" + group))
            {
                facts.Add(value);
            }

            facts.EndList();
            facts.EndObject();
        }
    }
}
