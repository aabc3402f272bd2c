namespace DumpReader.Targets;

/// <summary>A process of which there is a core or a minidump.</summary>
public sealed record ProcessSummary
{
    /// <summary>The file as named on the command line.</summary>
    public required string Path { get; init; }

    /// <summary>What kind of file it is: <c>core</c> or <c>minidump</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The program's name or path; empty where it is not known.</summary>
    public string Program { get; init; } = "";

    /// <summary>The start of its command line; empty where it is not known.</summary>
    public string Arguments { get; init; } = "";

    public int ProcessId { get; init; }

    /// <summary>The signal that ended it, as Linux numbers them; 0 for none.</summary>
    public int Signal { get; init; }

    /// <summary>The exception that ended it, on Windows; 0 for none.</summary>
    public uint ExceptionCode { get; init; }

    /// <summary>The address that the signal or exception is about.</summary>
    public ulong? FaultAddress { get; init; }

    /// <summary>The first is the one that failed.</summary>
    public IReadOnlyList<ProcessThread> Threads { get; init; } = [];

    /// <summary>Programs and libraries, the program first, then by address.</summary>
    public IReadOnlyList<ProcessObject> Objects { get; init; } = [];

    /// <summary>Ranges of memory, by ascending address.</summary>
    public IReadOnlyList<ProcessMapping> Mappings { get; init; } = [];
}

/// <summary>A thread of a process.</summary>
/// <param name="Id">As the system numbers it.</param>
/// <param name="Signal">The signal that it took; 0 for none.</param>
/// <param name="Registers">By name, as in <see cref="ITarget.Registers"/>; empty where they are not known.</param>
public sealed record ProcessThread(uint Id, int Signal, IReadOnlyDictionary<string, ulong> Registers);

/// <summary>A program or library in the memory of a process.</summary>
/// <param name="Path">As the process named it.</param>
/// <param name="Base">Address of its first byte.</param>
/// <param name="Size">Bytes of its image.</param>
/// <param name="Version">As it says itself; empty where it says nothing.</param>
public sealed record ProcessObject(string Path, ulong Base, ulong Size, string Version = "")
{
    /// <summary>The last part of its path.</summary>
    public string Name { get; } = Path[(Path.LastIndexOfAny(['/', '\\']) + 1)..];

    public bool Contains(ulong address) => address - Base < Size;
}

/// <summary>A range of the memory of a process.</summary>
/// <param name="Base">Its first address.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Access">Of <c>rwx</c>, with <c>-</c> for what is not allowed; empty where it is not known.</param>
/// <param name="Name">The file mapped there, or what it is for; empty where it is not known.</param>
public readonly record struct ProcessMapping(ulong Base, ulong Size, string Access, string Name)
{
    public bool Contains(ulong address) => address - Base < Size;
}
