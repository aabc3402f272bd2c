using System.Text;
using System.Text.Json;
using DumpReader.Spaces;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Pipeline.Printing;

/// <summary>One thing that ::print was asked for, compiled against the type of the object: the object itself, or a member by path or offset.</summary>
internal sealed class PrintTarget
{
    private static readonly JsonEncodedText _jsonValue = JsonEncodedText.Encode("value");

    private readonly MemberPath? _path;
    private readonly PlanCache _plans;
    private readonly PrintOptions _options;
    private readonly TypePlan _plan;
    private readonly CType _type;

    private PrintTarget(CType type, MemberPath? path, PlanCache plans, in PrintOptions options)
    {
        (_type, _path, _plans, _options) = (type, path, plans, options);
        _plan = plans.Get(type, options);
        TypeText = PlanCache.TypeText(type, options);
        Name = path is null ? [] : Encoding.Latin1.GetBytes(path.Label);
        Prefix = path is null ? [] : Encoding.Latin1.GetBytes(path.MemberPrefix);
        JsonName = path is null ? _jsonValue : JsonEncodedText.Encode(path.Text);
    }

    public bool IsMember => _path is not null;

    public byte[] TypeText { get; }

    /// <summary>Name and the prefix of its members; empty for the object itself.</summary>
    public byte[] Name { get; }

    public byte[] Prefix { get; }

    public JsonEncodedText JsonName { get; }

    public static PrintTarget Whole(CType type, PlanCache plans, in PrintOptions options) => new(type, null, plans, options);

    public static PrintTarget Member(MemberPath path, PlanCache plans, in PrintOptions options) => new(path.Type, path, plans, options);

    /// <summary>Where it lies for an object at <paramref name="address"/>; false with the reason.</summary>
    public bool TryPlace(AddressSpace space, ulong address, Action<string>? warn, out Place place, out PathFault fault)
    {
        fault = default;
        if (_path is null)
        {
            place = new Place(this, _plan, address, 0);
            return true;
        }

        if (!_path.TryApply(space, address, warn, out Value value, out fault))
        {
            place = default;
            return false;
        }

        TypePlan plan = value.BitOffset == 0 ? _plan : _plans.Get(_type, _options, (ulong)value.BitOffset);
        place = new Place(this, plan, value.Address, (ulong)value.BitOffset);
        return true;
    }

    public byte[] BitsText(ulong bit) => PlanCache.BitsText(_type, _options, bit);

    /// <summary>A target at its place.</summary>
    internal readonly record struct Place(PrintTarget Target, TypePlan Plan, ulong Address, ulong Bit);
}
