using System.Buffers;
using System.Text.Json;
using Commands.Output;
using DumpReader.Spaces;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>
/// What one call of ::print shows: an object, or some members of it. Read when it is rendered. In JSON
/// <c>{"addr":...,"type":...,"value":...}</c>, the value of members asked for being an object with a key a path.
/// </summary>
internal sealed class PrintEvent(CType type, in PrintOptions options, bool isBare) : OutputEvent
{
    /// <summary>Bytes read together; what lies behind them is read value by value.</summary>
    private const ulong MostBytes = 64 * 1024;

    private readonly PrintOptions _options = options;
    private readonly List<PrintTarget.Place> _places = [];

    /// <summary>Of the object that the members belong to.</summary>
    public ulong Address { get; set; }

    public AddressSpace? Space { get; set; }

    public AddressSpace? PointerSpace { get; set; }

    /// <summary>There is no object: names and types only.</summary>
    public bool Layout { get; set; }

    /// <summary>The value was given and lies nowhere (-i).</summary>
    public bool IsImmediate { get; set; }

    public List<PrintTarget.Place> Places => _places;

    public override void WriteText(Run run, MdbWriter writer)
    {
        foreach (PrintTarget.Place place in _places)
        {
            var line = new PrintLine
            {
                TypeText = place.Target.TypeText,
                Name = place.Target.Name,
                BitsText = _options.Types && place.Target.IsMember ? place.Target.BitsText(place.Bit) : default,
                IsNamed = place.Target.IsMember,
                IsBare = isBare && !place.Target.IsMember,
                MemberPrefix = place.Target.Prefix,
            };
            PrintFrame frame = Frame(run, writer, place);
            byte[]? rented = Load(ref frame, place);
            place.Plan.WriteText(ref frame, place.Bit, line);
            Return(rented);
            if (run.ShouldStop)
            {
                break;
            }
        }
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if ((!Layout || _options.Addresses) && !IsImmediate)
        {
            json.WriteString("addr"u8, JsonText.Hex(Address));
        }

        json.WriteString("type"u8, type.Name);
        bool members = _places.Count == 0 || _places[0].Target.IsMember;
        if (members)
        {
            json.WriteStartObject("value"u8);
        }

        foreach (PrintTarget.Place place in _places)
        {
            json.WritePropertyName(place.Target.JsonName);
            PrintFrame frame = Frame(run, null, place);
            byte[]? rented = Load(ref frame, place);
            if (place.Target.IsMember)
            {
                PrintJson.Write(ref frame, json, place.Plan, place.Plan.Type, place.Bit);
            }
            else
            {
                place.Plan.WriteJson(ref frame, json, place.Bit);
            }

            Return(rented);
        }

        if (members)
        {
            json.WriteEndObject();
        }

        json.WriteEndObject();
        return true;
    }

    /// <summary>The items for the next stage, one a place; what cannot be read is said and left out.</summary>
    public bool TryItem(Run run, PrintTarget.Place place, out Item item)
    {
        PrintFrame frame = Frame(run, null, place);
        bool whole = true;
        if (_options.Addresses)
        {
            item = new Item(frame.AddressOf(place.Bit), place.Plan.Type, frame.Space);
        }
        else
        {
            whole = place.Plan.TryItem(ref frame, place.Bit, out item);
        }

        Session session = run.Session;
        item = session.Options.Stock ? new Item(item.Bits) : item.Space == session.Memory ? new Item(item.Bits, item.Type) : item;
        return whole;
    }

    private PrintFrame Frame(Run run, MdbWriter? writer, in PrintTarget.Place place) => new(run, writer, _options)
    {
        Layout = Layout,
        Space = Space,
        PointerSpace = PointerSpace,
        Address = place.Address,
    };

    /// <summary>Reads the bytes that the plan shows in one go.</summary>
    private byte[]? Load(ref PrintFrame frame, in PrintTarget.Place place)
    {
        ulong extent = place.Plan.Extent + ((place.Bit + 7) / 8);
        if (Layout || Space is null || extent == 0)
        {
            return null;
        }

        int size = (int)Math.Min(extent, MostBytes);
        if (Space.TrySpan(place.Address, size, out ReadOnlySpan<byte> bytes))
        {
            frame.Bytes = bytes;
            return null;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
        frame.Bytes = buffer.AsSpan(0, Math.Clamp(Space.Read(place.Address, buffer.AsSpan(0, size)), 0, size));
        return buffer;
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
