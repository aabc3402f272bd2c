using DumpReader.Cpu.Unwinding;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Targets;

/// <summary>Finds the call frame information of a program or library of a process.</summary>
internal static class ObjectFrames
{
    private const ulong Compressed = 0x800; // SHF_COMPRESSED

    /// <summary>From the file.</summary>
    /// <param name="bias">Where its address 0 lies in memory.</param>
    /// <param name="log">Told of what is more or larger than is believed.</param>
    public static FrameTable OfFile(ElfFile file, string name, ulong bias, LimitLog log)
    {
        ElfLoad[] loads = [.. new ElfLayout(file, name, static _ => { }).Loads.Select(l => l with { Address = unchecked(l.Address + bias) }).OrderBy(l => l.Address)];
        var space = new ElfSpace(file.Bytes, loads, withZeros: false);
        (ulong header, ulong headerEnd, FrameSection? frames) = Of(file.Segments, space, bias, bias, log);
        if (file.Find(".eh_frame") is { IsAllocated: true } section)
        {
            ulong start = unchecked(section.Address + bias);
            frames = new FrameSection(space, start, unchecked(start + section.Size), bias, IsDebug: false) { Log = log };
        }

        FrameSection? debug = null;
        if (file.Find(".debug_frame") is { } apart && (apart.Flags & Compressed) == 0 && apart.Size <= (ulong)file.Bytes.Length - Math.Min(apart.Offset, (ulong)file.Bytes.Length))
        {
            debug = new FrameSection(new FileSpace(file.Bytes), apart.Offset, apart.Offset + apart.Size, bias, IsDebug: true) { Log = log };
        }

        return new FrameTable(header, headerEnd, frames, debug);
    }

    /// <summary>From what the core has of it.</summary>
    public static FrameTable OfMemory(MemoryImage image, AddressSpace memory, LimitLog log)
    {
        (ulong header, ulong headerEnd, FrameSection? frames) = Of(image.Segments, memory, image.Bias, 0, log);
        return new FrameTable(header, headerEnd, frames, debug: null);
    }

    private static (ulong Header, ulong HeaderEnd, FrameSection? Frames) Of(
        IReadOnlyList<ElfSegment> segments, AddressSpace space, ulong place, ulong bias, LimitLog log)
    {
        ElfSegment header = segments.FirstOrDefault(s => s.Type == ElfSegment.FrameHeader);
        ElfSegment around = segments.FirstOrDefault(s => s.IsLoaded && header.Address - s.Address < s.MemorySize);
        if (header.Type == 0 || !around.IsLoaded)
        {
            return default;
        }

        ulong at = unchecked(header.Address + place);
        ulong start = unchecked(around.Address + place);
        ulong end = unchecked(start + around.MemorySize);
        bool isGood = end > start && header.MemorySize >= 12 && header.MemorySize <= end - at;
        return isGood ? (at, at + header.MemorySize, new FrameSection(space, start, end, bias, IsDebug: false) { Log = log }) : default;
    }
}
