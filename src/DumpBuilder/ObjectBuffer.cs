using System.Text;
using DumpBuilder.Scenarios;
using DumpReader.Types;

namespace DumpBuilder;

/// <summary>One object in the making: its bytes, set by member path.</summary>
public sealed class ObjectBuffer
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, MemberPlace> _places = new(StringComparer.Ordinal);

    /// <param name="type">A type with a size.</param>
    public ObjectBuffer(CType type)
    {
        Type = type;
        _bytes = new byte[checked((int)type.Size)];
    }

    public CType Type { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Sets an integer, enum, pointer or bit-field, cut to its width.</summary>
    /// <param name="path">As in <c>t_pcb.val[2]</c>; indices are decimal.</param>
    /// <param name="value">Two's complement where negative.</param>
    /// <exception cref="ArgumentException">No such member.</exception>
    public void Set(string path, ulong value)
    {
        MemberPlace place = Place(path);
        BitField.Insert(_bytes, place.BitOffset, place.Bits, value);
    }

    /// <summary>Sets a character array, cut to its length.</summary>
    /// <exception cref="ArgumentException">No such member.</exception>
    public void SetText(string path, string text)
    {
        MemberPlace place = Place(path);
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        Span<byte> room = _bytes.AsSpan((int)(place.BitOffset / 8), (int)place.Type.Size);
        room.Clear();
        bytes.AsSpan(0, Math.Min(bytes.Length, room.Length)).CopyTo(room);
    }

    internal void Clear() => Array.Clear(_bytes);

    internal MemberPlace Place(string path)
    {
        if (!_places.TryGetValue(path, out MemberPlace place))
        {
            place = MemberPlace.Parse(Type, path) ?? throw new ArgumentException($"{Type.Name} has no member {path}", nameof(path));
            _places.Add(path, place);
        }

        return place;
    }
}
