using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>A device node in one line, its properties below it where they are asked for.</summary>
internal sealed class DeviceEvent(DeviceView device, int depth, IReadOnlyList<DevicePropertyList>? properties) : FactEvent
{
    private const int Step = 4;

    private readonly Item _item = new(device.Node.Address, device.Node.Type);

    public override Item? Item => _item;

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Margin += depth * Step;
        writer.Printf("%-0?p %s", device.Node.Address, device.BindingName);
        if (device.Instance >= 0)
        {
            writer.Printf(", instance #%d", (int)device.Instance);
        }

        if (device.Driver is { } name)
        {
            writer.Printf(" (driver name: %s)\n", name);
        }
        else
        {
            writer.Write(device.IsAttached ? " (could not determine driver name)\n" : " (driver not attached)\n");
        }

        writer.Margin += 2 * Step;
        foreach (DevicePropertyList list in properties ?? [])
        {
            list.WriteText(writer);
        }

        writer.Margin -= (depth + 2) * Step;
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(device.Node.Address));
        facts.Add("depth", depth);
        facts.Add("name", device.BindingName);
        facts.Add("instance", device.Instance);
        facts.Add("attached", device.IsAttached);
        facts.Add("driver", device.Driver);
        if (properties is not null)
        {
            facts.StartList("properties");
            foreach (DevicePropertyList list in properties)
            {
                list.Facts(facts);
            }

            facts.EndList();
        }
    }
}
