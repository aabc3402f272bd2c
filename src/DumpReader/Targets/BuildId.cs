using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;

namespace DumpReader.Targets;

/// <summary>The build id of an ELF object: what its note <c>GNU</c> of type 3 (NT_GNU_BUILD_ID) holds.</summary>
internal static class BuildId
{
    private const int Longest = 64;       // bytes of an id; real ones have 8 to 20
    private const uint Type = 3;

    /// <summary>Empty where there is none, or where its note cannot be read.</summary>
    /// <param name="segments">Program headers of the object.</param>
    /// <param name="read">Gives the bytes of a segment, at most so many.</param>
    /// <param name="log">Told where there are more notes than is believed, and those that are have none.</param>
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<ElfSegment> segments, Func<ElfSegment, int, ReadOnlyMemory<byte>> read, LimitLog log)
    {
        foreach (ElfSegment segment in segments.Where(s => s.Type == ElfSegment.Note))
        {
            ReadOnlyMemory<byte> notes = read(segment, (int)Math.Min(segment.FileSize, Limits.BuildNotes));
            while (notes.Length >= 12)
            {
                ReadOnlySpan<byte> head = notes.Span;
                uint name = BinaryPrimitives.ReadUInt32LittleEndian(head);
                uint size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
                if (name > Limits.BuildNotes || size > Limits.BuildNotes || 12 + Padded(name) + size > notes.Length)
                {
                    break;
                }

                ReadOnlyMemory<byte> contents = notes.Slice(12 + Padded(name), (int)size);
                if (BinaryPrimitives.ReadUInt32LittleEndian(head[8..]) == Type && head.Slice(12, (int)name).SequenceEqual("GNU\0"u8) && size <= Longest)
                {
                    return contents;
                }

                notes = notes[Math.Min(notes.Length, 12 + Padded(name) + Padded(size))..];
            }
        }

        if (segments.FirstOrDefault(s => s.Type == ElfSegment.Note && s.FileSize > Limits.BuildNotes) is { FileSize: > 0 } large)
        {
            log.Say(nameof(Limits.BuildNotes), $"{large.FileSize} bytes of notes, of which {Limits.BuildNotes} are searched for a build id; there is none");
        }

        return default;
    }

    private static int Padded(uint size) => (int)((size + 3) & ~3u);
}
