using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commands.Triage;

/// <summary>
/// What triage keeps of one dump (<c>mdb.triage/1</c>, docs/schema). Names are those of the fault manager's panic events where it has one.
/// It holds only what the dump says: the same dump gives the same bytes, wherever it lies.
/// </summary>
internal sealed record TriageRecord
{
    public const string CurrentSchema = "mdb.triage/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>SHA-256 of the dump file in hex; null where it could not be read.</summary>
    public string? Identity { get; init; }

    /// <summary>SHA-256 of the symbol file beside the dump (<c>unix.N</c>); null where none was used.</summary>
    public string? Symbols { get; init; }

    /// <summary>The last part of the name under which it was asked for; only where there is no <see cref="Identity"/>.</summary>
    public string? Name { get; init; }

    public TriageStatus Status { get; init; }

    /// <summary>What could not be read or was wrong, each once, in order; at most <see cref="TriageBuilder.MostProblems"/>.</summary>
    public IReadOnlyList<TriageProblem> Problems { get; init; } = [];

    /// <summary>What was asked for and the kernel of the dump never had, each once, in order; at most <see cref="TriageBuilder.MostProblems"/>.</summary>
    public IReadOnlyList<TriageAbsence> Absent { get; init; } = [];

    public TriageSystem? System { get; init; }

    public string? OsInstanceUuid { get; init; }

    /// <summary>Seconds since 1970 (dump_crashtime).</summary>
    public long? Crashtime { get; init; }

    public string? Panicstr { get; init; }

    /// <summary><c>module`function+0xoffset</c>, innermost first.</summary>
    public IReadOnlyList<string> Panicstack { get; init; } = [];

    public TriagePanic? Panic { get; init; }

    /// <summary>Registers at the trap or the panic by name, in hex.</summary>
    public JsonElement? Registers { get; init; }

    /// <summary>The newest lines of the message buffer, oldest first.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Groups of threads at the same place, largest first.</summary>
    public IReadOnlyList<TriageStack> Stacks { get; init; } = [];

    /// <summary>Cycles of threads that wait for each other.</summary>
    public IReadOnlyList<TriageDeadlock> Deadlocks { get; init; } = [];

    /// <summary>Rows of <c>::memstat</c>.</summary>
    public IReadOnlyList<JsonElement> Memory { get; init; } = [];

    public TriageContextOps? Ctxop { get; init; }

    public TriageSignature? Signature { get; init; }
}

/// <summary>How much of a dump could be looked at.</summary>
internal enum TriageStatus
{
    /// <summary>All that the dump has; <see cref="TriageRecord.Absent"/> names what its kernel never had.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Something that should be there could not be read, or is wrong.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    [JsonStringEnumMemberName("unreadable")]
    Unreadable,

    [JsonStringEnumMemberName("timeout")]
    Timeout,
}

/// <param name="Code">MDBnnn.</param>
/// <param name="Message">One line.</param>
/// <param name="Addr">In hex; null for none.</param>
internal sealed record TriageProblem(string Code, string Message, string? Addr = null);

/// <param name="Question">Statement that asked for it, and whose answer may lack something.</param>
/// <param name="Message">The symbol or type, in a sentence.</param>
internal sealed record TriageAbsence(string Question, string Message);

/// <summary>dump_utsname and what else the header says of the system.</summary>
internal sealed record TriageSystem(string Nodename, string Release, string Version, string Machine, string Platform, string Content, bool Complete);

/// <summary>Who panicked.</summary>
/// <param name="Cpu">cpu_id of panic_cpu.</param>
/// <param name="Thread">panic_thread in hex.</param>
/// <param name="Process">Row of <c>::ps</c>.</param>
/// <param name="Psargs">u_psargs.</param>
internal sealed record TriagePanic(long? Cpu, string? Thread, JsonElement? Process, string? Psargs);

/// <param name="Count">Threads of the group.</param>
/// <param name="State">t_state as <c>::stacks</c> names it.</param>
/// <param name="Sobj">What they wait on.</param>
/// <param name="Frames">Innermost first.</param>
internal sealed record TriageStack(long Count, string State, string Sobj, IReadOnlyList<string> Frames);

/// <param name="Verdict"><c>ok</c>, <c>damaged</c>, or <c>none</c> where no thread has any.</param>
/// <param name="Layout"><c>null</c> or <c>circular</c>; null for none.</param>
/// <param name="Threads">Threads with context operators.</param>
/// <param name="Damaged">Those whose chain is damaged, in hex.</param>
internal sealed record TriageContextOps(string Verdict, string? Layout, long Threads, IReadOnlyList<string> Damaged);

/// <summary>Threads that wait for each other, each for an object that the next one holds.</summary>
internal sealed record TriageDeadlock(IReadOnlyList<TriageWait> Waits);

/// <param name="Thread">In hex.</param>
/// <param name="Name">Of its process or of the kernel's thread.</param>
/// <param name="Kind">Of the object.</param>
/// <param name="Object">Its symbol; its address in hex where it has none.</param>
internal sealed record TriageWait(string Thread, string Name, string Kind, string Object);

/// <summary>What tells bugs apart.</summary>
/// <param name="Version">Of the rules by which it is made.</param>
/// <param name="Exact">Changes with the build: message and frames as they are.</param>
/// <param name="Stable">Without offsets, panic plumbing and numbers: one bug on many machines.</param>
internal sealed record TriageSignature(int Version, string Exact, string Stable);
