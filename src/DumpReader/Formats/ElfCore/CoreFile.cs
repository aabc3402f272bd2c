namespace DumpReader.Formats.ElfCore;

/// <summary>A part of a file that the process had mapped: an entry of the note NT_FILE.</summary>
/// <param name="Offset">Of its first byte in the file.</param>
internal readonly record struct MappedPart(string Path, ulong Start, ulong End, ulong Offset);

/// <summary>A thread of the process: the note NT_PRSTATUS.</summary>
/// <param name="Signal">pr_cursig: the signal that it took; 0 for none.</param>
internal sealed record CoreThread(uint Id, int Signal, IReadOnlyDictionary<string, ulong> Registers);

/// <summary>What the notes of an ELF core of Linux say of the process.</summary>
internal sealed record CoreFile
{
    /// <summary>pr_fname of NT_PRPSINFO: the name of the program, cut to 15 bytes.</summary>
    public string Program { get; init; } = "";

    /// <summary>pr_psargs of NT_PRPSINFO: the start of the command line.</summary>
    public string Arguments { get; init; } = "";

    public int ProcessId { get; init; }

    /// <summary>si_signo of NT_SIGINFO, or pr_cursig of the first thread; 0 for a core that no signal made.</summary>
    public int Signal { get; init; }

    /// <summary>si_addr of NT_SIGINFO, for a signal that has one.</summary>
    public ulong? FaultAddress { get; init; }

    /// <summary>The first is the one that took the signal.</summary>
    public IReadOnlyList<CoreThread> Threads { get; init; } = [];

    /// <summary>By ascending address.</summary>
    public IReadOnlyList<MappedPart> Files { get; init; } = [];

    /// <summary>AT_ENTRY of NT_AUXV: where the program begins; 0 where it is not known.</summary>
    public ulong Entry { get; init; }

    /// <summary>AT_SYSINFO_EHDR of NT_AUXV: where the object lies that the kernel gives each process (vDSO); 0 where it is not known.</summary>
    public ulong SystemObject { get; init; }
}
