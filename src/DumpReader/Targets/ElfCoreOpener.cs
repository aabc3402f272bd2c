using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Formats.ElfCore;
using DumpReader.Managed;
using DumpReader.Problems;
using DumpReader.Spaces;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Targets;

/// <summary>
/// Opens an ELF core of Linux. ClrMD reads its memory; threads, mapped files and the signal come from the notes as we read them, because
/// ClrMD gives up on a core that lacks some of them or has one twice.
/// </summary>
internal static class ElfCoreOpener
{
    private const string SystemObject = "[vdso]";

    /// <param name="file">Owned by the target, unless this throws.</param>
    /// <param name="name">As given, for messages.</param>
    /// <param name="path">Where the file is.</param>
    /// <param name="program">Where to find the program, if a person said so.</param>
    public static CoreTarget Open(IByteSource file, string name, string path, string? program, OpenRequest request)
    {
        var problems = new ProblemLog();
        var elf = new ElfFile(file, name, problems.Report, core: true);
        CoreFile core = new CoreNotes(name, problems.Report).Read(elf);
        var layout = new ElfLayout(elf, name, problems.Report);
        if (core.Threads.Count == 0)
        {
            problems.Report(new Problem("MDB150", $"{name}: no thread among the notes: registers and stacks are not known"));
        }

        if (core.Files.Count == 0)
        {
            problems.Report(new Problem("MDB150", $"{name}: no note NT_FILE: the programs and libraries in memory are not known"));
        }

        DataTarget? data = ClrDumps.TryLoad(path, name, problems.Report);
        var own = new ElfSpace(file, layout.Loads, withZeros: false);
        var direct = new ReaderSpace(data?.DataReader, own, own);
        List<ProcessObject> objects = Objects(core, elf, layout, direct);
        (ProcessObject Object, ObjectFile File)[] files =
        [
            .. objects.Where(o => !IsWindowsImage(o, direct)).Select((o, i) => (o, new ObjectFile(o, i == 0 ? program : null, direct, problems.Report))),
        ];
        var memory = new ReaderSpace(data?.DataReader, own, own, new FilePartsSpace([.. Parts(core, elf, files)]));
        var process = new ProcessSummary
        {
            Path = name,
            Format = "core",
            Program = objects.Count > 0 ? objects[0].Path : core.Program,
            Arguments = core.Arguments,
            ProcessId = core.ProcessId,
            Signal = core.Signal,
            FaultAddress = core.FaultAddress,
            Threads = [.. core.Threads.Select(t => new ProcessThread(t.Id, t.Signal, t.Registers))],
            Objects = objects,
            Mappings = Mappings(core, elf),
        };
        ManagedProcess? managed = data is null ? null : new ManagedProcess(data, path, request.Dac, request.Helper);
        return new CoreTarget(file, data, managed, process, memory, [.. files.Select(f => (f.Object, (ProcessImage)f.File))], problems);
    }

    /// <summary>
    /// One for each file that is mapped from its start on and begins like a program, or where the core lacks its beginning has code; the one with
    /// the entry point is the program.
    /// </summary>
    private static List<ProcessObject> Objects(CoreFile core, ElfFile elf, ElfLayout layout, AddressSpace memory)
    {
        var objects = new List<ProcessObject>();
        ElfSegment[] code = [.. elf.Segments.Where(s => s.IsLoaded && s.IsExecutable).OrderBy(s => s.Address)];
        ulong[] starts = [.. code.Select(s => s.Address)];
        var withCode = new HashSet<string>(core.Files.Where(HasCode).Select(f => f.Path), StringComparer.Ordinal);
        foreach (IGrouping<string, MappedPart> file in core.Files.GroupBy(f => f.Path))
        {
            MappedPart first = file.FirstOrDefault(f => f.Offset == 0);
            if (first.Path is null || first.End <= first.Start)
            {
                continue;
            }

            // A file may be mapped again elsewhere; its image is what follows without a gap of another file.
            ulong end = file.Where(f => f.Start >= first.Start).Aggregate(first.End, (last, f) => f.Start - last < 1UL << 32 ? Math.Max(last, f.End) : last);
            objects.Add(new ProcessObject(file.Key, first.Start, end - first.Start));
        }

        if (core.SystemObject != 0 && layout.Loads.FirstOrDefault(l => l.Contains(core.SystemObject)) is { Size: > 0 } system)
        {
            objects.Add(new ProcessObject(SystemObject, core.SystemObject, system.Size - (core.SystemObject - system.Address)));
        }

        objects.RemoveAll(o => !IsElf(o) && !IsWindowsImage(o, memory));
        objects.Sort((a, b) => Holds(a) != Holds(b) ? (Holds(a) ? -1 : 1) : a.Base.CompareTo(b.Base));
        return objects;

        bool Holds(ProcessObject o) => core.Entry != 0 && o.Contains(core.Entry);

        bool IsElf(ProcessObject o)
        {
            Span<byte> magic = stackalloc byte[4];
            return memory.TryRead(o.Base, magic) ? magic.SequenceEqual("\u007fELF"u8) : withCode.Contains(o.Path);
        }

        bool HasCode(MappedPart part)
        {
            int at = SortedAddresses.LastAtOrBelow(starts, part.Start);
            return (at >= 0 && part.Start - starts[at] < code[at].MemorySize) || (at + 1 < starts.Length && starts[at + 1] - part.Start < part.End - part.Start);
        }
    }

    private static bool IsWindowsImage(ProcessObject o, AddressSpace memory)
    {
        Span<byte> magic = stackalloc byte[2];
        return memory.TryRead(o.Base, magic) && magic.SequenceEqual("MZ"u8);
    }

    /// <summary>What of the mapped files the core may leave out: parts that the process could not write to.</summary>
    private static IEnumerable<FilePart> Parts(CoreFile core, ElfFile elf, (ProcessObject Object, ObjectFile File)[] files)
    {
        ElfSegment[] writable = [.. elf.Segments.Where(s => s.IsLoaded && s.IsWritable).OrderBy(s => s.Address)];
        ulong[] starts = [.. writable.Select(s => s.Address)];
        Dictionary<string, (ProcessObject Object, ObjectFile File)> byPath = files.ToDictionary(f => f.Object.Path, StringComparer.Ordinal);
        foreach (MappedPart part in core.Files)
        {
            int at = SortedAddresses.LastAtOrBelow(starts, part.Start);
            bool isWritable = at >= 0 && part.Start - starts[at] < writable[at].MemorySize;
            if (!isWritable && byPath.TryGetValue(part.Path, out (ProcessObject Object, ObjectFile File) found) && found.Object.Contains(part.Start))
            {
                yield return new FilePart(part.Start, part.End, part.Offset, () => found.File.Bytes);
            }
        }
    }

    private static ProcessMapping[] Mappings(CoreFile core, ElfFile elf)
    {
        ulong[] starts = [.. core.Files.Select(f => f.Start)];
        ulong[] stacks = [.. core.Threads.Select(t => t.Registers.GetValueOrDefault("rsp"))];
        return
        [
            .. elf.Segments.Where(s => s.IsLoaded && s.MemorySize > 0).OrderBy(s => s.Address).Select(s => new ProcessMapping(
                s.Address, s.MemorySize, $"{(s.IsReadable ? 'r' : '-')}{(s.IsWritable ? 'w' : '-')}{(s.IsExecutable ? 'x' : '-')}", NameOf(s))),
        ];

        string NameOf(ElfSegment segment)
        {
            // The file that reaches into the segment from below, or the first that begins in it.
            int below = SortedAddresses.LastAtOrBelow(starts, segment.Address);
            for (int i = Math.Max(below, 0); i < Math.Min(below + 2, starts.Length); i++)
            {
                MappedPart part = core.Files[i];
                if (part.Start - segment.Address < segment.MemorySize || segment.Address - part.Start < part.End - part.Start)
                {
                    return part.Path;
                }
            }

            if (core.SystemObject != 0 && core.SystemObject - segment.Address < segment.MemorySize)
            {
                return SystemObject;
            }

            int thread = Array.FindIndex(stacks, s => s != 0 && s - segment.Address < segment.MemorySize);
            return thread < 0 ? "" : $"[ stack of thread {core.Threads[thread].Id} ]";
        }
    }
}
