using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Targets;

/// <summary>An ELF program or library as it lies in the memory of a process.</summary>
/// <param name="Segments">Its program headers.</param>
/// <param name="Bias">Where its address 0 lies.</param>
internal sealed record MemoryImage(IReadOnlyList<ElfSegment> Segments, ulong Bias)
{
    /// <summary>Null where there is none, or its headers are not in memory.</summary>
    /// <param name="log">Told where there are more program headers than is believed.</param>
    public static MemoryImage? Read(AddressSpace memory, ulong start, LimitLog log)
    {
        Span<byte> head = stackalloc byte[ElfHeader.Size];
        if (!memory.TryRead(start, head) || ElfHeader.TryRead(head, out _) is not { ProgramEntrySize: ElfSegment.Size } header)
        {
            return null;
        }

        if (header.ProgramCount > Limits.ImageHeaders)
        {
            log.Say(nameof(Limits.ImageHeaders),
                $"{header.ProgramCount} program headers in memory at {start:x}, expected at most {Limits.ImageHeaders}; what memory has of it is not known");
            return null;
        }

        ReadOnlySpan<byte> table = memory.GetMemory(unchecked(start + header.ProgramOffset), header.ProgramCount * ElfSegment.Size).Span;
        var segments = new ElfSegment[table.Length / ElfSegment.Size];
        for (int i = 0; i < segments.Length; i++)
        {
            segments[i] = ElfSegment.Read(table.Slice(i * ElfSegment.Size, ElfSegment.Size));
        }

        return segments.Any(s => s.IsLoaded) ? new MemoryImage(segments, BiasOf(segments, start)) : null;
    }

    /// <summary>Where the address 0 of an object lies whose first segment begins at <paramref name="start"/>.</summary>
    public static ulong BiasOf(IReadOnlyList<ElfSegment> segments, ulong start)
    {
        const ulong PageMask = ~0xfffUL;
        ElfSegment first = segments.FirstOrDefault(s => s.IsLoaded);
        return unchecked(start - ((first.Address - first.Offset) & PageMask));
    }
}
