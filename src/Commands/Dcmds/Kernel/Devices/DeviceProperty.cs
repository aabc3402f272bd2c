using System.Text;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Devices;

/// <summary>A property of a device (<c>ddi_prop_t</c>, sys/ddipropdefs.h) as it is shown: its strings, or its bytes in groups.</summary>
internal sealed class DeviceProperty
{
    // DDI_PROP_TYPE_*.
    private const ulong TypeMask = 0x1f00;
    private const ulong Int64Type = 0x1000;
    private const ulong StringType = 0x200;
    private const ulong CompositeType = 0x800;
    private const ulong ByteType = 0x400;
    private const ulong IntType = 0x100;
    private const ulong AnyType = 0xf00;

    private DeviceProperty(Value property, byte[] bytes)
    {
        Property = property;
        ulong type = property.Number("prop_flags") & TypeMask;
        Type = type switch
        {
            AnyType => "any",
            CompositeType => "composite",
            Int64Type => "int64",
            IntType => "int",
            ByteType => "byte",
            StringType => "string",
            _ => $"0x{type:x}",
        };
        if (type is StringType or CompositeType or AnyType && TrySplit(bytes, type == StringType, out string[] strings))
        {
            Strings = strings;
            Items = strings.Length;
            return;
        }

        int size = type switch { Int64Type => 8, IntType => 4, _ => 1 };
        IsOdd = bytes.Length % size != 0;
        size = IsOdd ? 1 : size;
        Items = bytes.Length / size;
        Groups = Grouped(bytes, size);
    }

    public Value Property { get; }

    public string Name => Property.Text("prop_name");

    public string Type { get; }

    /// <summary>Number of strings or groups.</summary>
    public int Items { get; }

    /// <summary>The value where it is text; null where it is bytes.</summary>
    public string[]? Strings { get; }

    /// <summary>The value where it is bytes: each number in hexadecimal at its full width.</summary>
    public string[] Groups { get; } = [];

    /// <summary>Its length is no multiple of the size that its type says, so that it is shown byte by byte.</summary>
    public bool IsOdd { get; }

    public bool IsEmpty => Property.Signed("prop_len") <= 0;

    /// <summary>What device number it is for: <c>any</c>, <c>unknown</c> or <c>(major,minor)</c>; null for no certain one.</summary>
    public string? Device => Property.Number("prop_dev") switch
    {
        ulong.MaxValue => null,
        ulong.MaxValue - 1 => "any",
        0 => "unknown",
        ulong dev => $"({dev >> 32},{(uint)dev})",
    };

    /// <summary>The properties of a list; the run is partial where some are missing.</summary>
    public static IReadOnlyList<DeviceProperty> List(Run run, ulong first)
    {
        KernelObjects kernel = run.Session.Kernel;
        var found = new List<DeviceProperty>();
        if (first == 0 || kernel.Type("ddi_prop_t").Type is not { } type
            || !kernel.TryOffset("ddi_prop_t", "prop_next", fault => run.Partial(fault.Problem), out ulong next))
        {
            return found;
        }

        foreach (ulong at in LinkChain.Walk(kernel.Memory, first, next, ring: false, "property", fault => run.PartialAlways(fault.Problem)))
        {
            found.Add(Read(run, new Value(kernel.Memory, type, at)));
            if (run.ShouldStop)
            {
                break;
            }
        }

        return found;
    }

    private static DeviceProperty Read(Run run, Value property)
    {
        ulong at = property.Number("prop_val");
        long length = property.Signed("prop_len");
        if (length > Limits.PropertyBytes)
        {
            run.PartialAlways(WalkFault.TooMany("property", Limits.PropertyBytes, property.Address).Problem);
        }

        var bytes = new byte[Math.Clamp(length, 0, Limits.PropertyBytes)];
        int got = property.Space.Read(at, bytes);
        if (got < bytes.Length)
        {
            run.Missing(unchecked(at + (ulong)got));
        }

        return new DeviceProperty(property, bytes[..got]);
    }

    private static bool TrySplit(byte[] bytes, bool emptyAllowed, out string[] strings)
    {
        strings = [];
        if (bytes.Length == 0 || bytes[^1] != 0)
        {
            return false;
        }

        strings = Encoding.Latin1.GetString(bytes, 0, bytes.Length - 1).Split('\0');
        return strings.All(text => (emptyAllowed || text.Length > 0) && text.All(letter => letter is >= ' ' and <= '~'));
    }

    private static string[] Grouped(byte[] bytes, int size)
    {
        var groups = new string[bytes.Length / size];
        for (int i = 0; i < groups.Length; i++)
        {
            byte[] group = bytes[(i * size)..((i + 1) * size)];
            Array.Reverse(group);
            groups[i] = Convert.ToHexStringLower(group);
        }

        return groups;
    }
}
