using System.Text;

namespace DumpReader.Types.Ctf;

/// <summary>The string table of a container: each name once, NUL-terminated, offset 0 the empty one.</summary>
internal sealed class CtfWriterStrings
{
    private readonly Dictionary<string, uint> _offsets = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<byte> _bytes = [0];

    public uint Add(string text)
    {
        if (!_offsets.TryGetValue(text, out uint offset))
        {
            offset = (uint)_bytes.Count;
            _offsets.Add(text, offset);
            _bytes.AddRange(Encoding.Latin1.GetBytes(text));
            _bytes.Add(0);
        }

        return offset;
    }

    public byte[] ToBytes() => [.. _bytes];
}
