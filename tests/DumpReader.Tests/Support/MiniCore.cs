using System.Buffers.Binary;
using System.Text;

namespace DumpReader.Tests.Support;

/// <summary>An ELF core of Linux made by hand: notes and memory, nothing else.</summary>
internal sealed class MiniCore
{
    private readonly List<(uint Type, byte[] Contents)> _notes = [];
    private readonly List<(ulong Address, byte[] Bytes, ulong Size, uint Flags)> _loads = [];

    /// <summary>Whether the number of program headers stands in the header of no section (PN_XNUM).</summary>
    public bool HasManySegments { get; init; }

    public MiniCore Note(uint type, params byte[] contents)
    {
        _notes.Add((type, contents));
        return this;
    }

    public MiniCore Memory(ulong address, byte[] bytes, ulong? size = null, uint flags = 6)
    {
        _loads.Add((address, bytes, size ?? (ulong)bytes.Length, flags));
        return this;
    }

    public MiniCore Thread(uint id, int signal, ulong rip, ulong rsp, ulong rbp)
    {
        var status = new byte[336];
        BinaryPrimitives.WriteInt16LittleEndian(status.AsSpan(12), (short)signal);
        BinaryPrimitives.WriteUInt32LittleEndian(status.AsSpan(32), id);
        BinaryPrimitives.WriteUInt64LittleEndian(status.AsSpan(112 + (4 * 8)), rbp);
        BinaryPrimitives.WriteUInt64LittleEndian(status.AsSpan(112 + (16 * 8)), rip);
        BinaryPrimitives.WriteUInt64LittleEndian(status.AsSpan(112 + (19 * 8)), rsp);
        return Note(1, status);
    }

    public MiniCore Auxv(params ulong[] words) => Note(6, Words(words));

    public MiniCore Files(params (ulong Start, ulong End, ulong Page, string Path)[] files)
    {
        byte[] places = Words([(ulong)files.Length, 4096, .. files.SelectMany(f => new[] { f.Start, f.End, f.Page })]);
        return Note(0x46494c45, [.. places, .. Encoding.UTF8.GetBytes(string.Concat(files.Select(f => f.Path + "\0")))]);
    }

    public byte[] Build()
    {
        var notes = new List<byte>();
        foreach ((uint type, byte[] contents) in _notes)
        {
            notes.AddRange(Words32(5, (uint)contents.Length, type));
            notes.AddRange("CORE\0\0\0\0"u8);
            notes.AddRange(contents);
            notes.AddRange(new byte[-contents.Length & 3]);
        }

        int headers = 64 + (56 * (1 + _loads.Count));
        var file = new List<byte>();
        file.AddRange("\u007fELF"u8);
        file.AddRange([2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        file.AddRange(Words16(4, 62));
        file.AddRange(Words32(1));
        long end = headers + notes.Count + _loads.Sum(l => (long)l.Bytes.Length);
        file.AddRange(Words(0, 64, HasManySegments ? (ulong)end : 0));
        file.AddRange(Words32(0));
        file.AddRange(Words16(64, 56, HasManySegments ? ushort.MaxValue : (ushort)(1 + _loads.Count), 64, 0, 0));
        ulong offset = (ulong)headers;
        file.AddRange(Words32(4, 0));
        file.AddRange(Words(offset, 0, 0, (ulong)notes.Count, (ulong)notes.Count, 4));
        offset += (ulong)notes.Count;
        foreach ((ulong address, byte[] bytes, ulong size, uint flags) in _loads)
        {
            file.AddRange(Words32(1, flags));
            file.AddRange(Words(offset, address, 0, (ulong)bytes.Length, size, 1));
            offset += (ulong)bytes.Length;
        }

        file.AddRange(notes);
        foreach ((_, byte[] bytes, _, _) in _loads)
        {
            file.AddRange(bytes);
        }

        if (HasManySegments)
        {
            byte[] section = new byte[64];
            BinaryPrimitives.WriteUInt64LittleEndian(section.AsSpan(32), 1);                      // sh_size: sections
            BinaryPrimitives.WriteUInt32LittleEndian(section.AsSpan(44), (uint)(1 + _loads.Count)); // sh_info: program headers
            file.AddRange(section);
        }

        return [.. file];
    }

    private static byte[] Words(params ulong[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    private static byte[] Words32(params uint[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    private static byte[] Words16(params ushort[] words) => [.. words.SelectMany(BitConverter.GetBytes)];
}
