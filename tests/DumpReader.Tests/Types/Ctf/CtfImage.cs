using System.Buffers.Binary;
using System.Text;

namespace DumpReader.Tests.Types.Ctf;

/// <summary>Containers byte by byte, for what no proper writer would write.</summary>
internal sealed class CtfImage
{
    private readonly List<byte> _objects = [];
    private readonly List<byte> _functions = [];
    private readonly List<byte> _types = [];
    private readonly List<byte> _strings = [0];

    public string Parent { get; init; } = "";

    public CtfImage Object(ushort id) => Add(_objects, id);

    public CtfImage Function(params ushort[] words) => words.Aggregate(this, (image, word) => image.Add(_functions, word));

    /// <summary>A record with its data in 16-bit words.</summary>
    public CtfImage Type(string name, int kind, int count, ushort sizeOrType, params ushort[] data)
    {
        Add32(String(name));
        Add(_types, (ushort)((kind << 11) | 0x400 | count));
        Add(_types, sizeOrType);
        return data.Aggregate(this, (image, word) => image.Add(_types, word));
    }

    public CtfImage Int(string name = "int", ushort size = 4, byte encoding = 1) =>
        Type(name, 1, 0, size, (ushort)(8 * size), (ushort)(encoding << 8));

    public CtfImage Typedef(string name, ushort target) => Type(name, 10, 0, target);

    public CtfImage Forward(string name, ushort kind = 6) => Type(name, 9, 0, kind);

    public CtfImage Struct(string name, ushort size, params (string Name, ushort Type, ushort Offset)[] members)
    {
        Type(name, 6, members.Length, size);
        foreach ((string member, ushort type, ushort offset) in members)
        {
            Add32(String(member));
            Add(_types, type);
            Add(_types, offset);
        }

        return this;
    }

    public CtfImage RawTypes(params byte[] bytes)
    {
        _types.AddRange(bytes);
        return this;
    }

    public byte[] ToBytes()
    {
        uint parent = Parent.Length == 0 ? 0 : String(Parent);
        uint functions = (uint)_objects.Count;
        while ((_objects.Count + _functions.Count) % 4 != 0)
        {
            _functions.Add(0);
        }

        uint types = functions + (uint)_functions.Count;
        uint strings = types + (uint)_types.Count;
        byte[] header = new byte[36];
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0xcff1);
        header[2] = 2;
        uint[] fields = [0, parent, 0, 0, functions, types, strings, (uint)_strings.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4 + (4 * i)), fields[i]);
        }

        return [.. header, .. _objects, .. _functions, .. _types, .. _strings];
    }

    private uint String(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        uint at = (uint)_strings.Count;
        _strings.AddRange([.. Encoding.Latin1.GetBytes(text), 0]);
        return at;
    }

    private CtfImage Add(List<byte> to, ushort word)
    {
        to.Add((byte)word);
        to.Add((byte)(word >> 8));
        return this;
    }

    private void Add32(uint word)
    {
        Add(_types, (ushort)word);
        Add(_types, (ushort)(word >> 16));
    }
}
