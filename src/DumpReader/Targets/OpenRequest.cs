using DumpReader.Bytes;

namespace DumpReader.Targets;

/// <summary>What to open, as a person asks for it on the command line.</summary>
public sealed record OpenRequest
{
    /// <summary>
    /// None; a dump, a directory that holds one dump, a suffix N for unix.N and vmcore.N; or a symbol file and a dump. Shown in
    /// messages as given.
    /// </summary>
    public IReadOnlyList<string> Operands { get; init; } = [];

    /// <summary>What relative names are relative to; null for the process's own working directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>A kernel dump is expected (<c>-k</c>): what is none is an error, not a raw file.</summary>
    public bool Kernel { get; init; }

    /// <summary>Open the operand as a plain file whatever it holds (<c>-f</c>): an address is an offset.</summary>
    public bool RawFile { get; init; }

    /// <summary>Use a symbol file of another build than the dump's.</summary>
    public bool Force { get; init; }

    /// <summary>Read files by position instead of mapping them: slower, but safe against files that shrink.</summary>
    public bool NoMmap { get; init; }

    /// <summary>Leave the symbol tables of modules alone (<c>-m</c>).</summary>
    public bool NoModuleSymbols { get; init; }

    /// <summary>
    /// Bytes of inflated data that are kept of a compressed dump, and that may be in the making beside them; null for 64 MiB. A single page or
    /// block of bzip2 is inflated however little it is.
    /// </summary>
    public long? CacheBytes { get; init; }

    /// <summary>
    /// Use what was kept of the index of a compressed dump, in <c>DUMP.mdbindex</c> beside it, and keep it when the dump is closed, if it took
    /// a tenth of a second or more to make. It is checked against the dump, and one that does not fit is as if it were not there.
    /// </summary>
    public bool KeepIndex { get; init; }

    /// <summary>Where the index is kept if it cannot be beside the dump; made when needed, null for nowhere.</summary>
    public string? IndexFolder { get; init; }

    /// <summary>What the index must have cost to be kept.</summary>
    internal TimeSpan KeepIndexAfter { get; init; } = Limits.KeptIndexAfter;

    /// <summary>What stands between a file, given by its name as shown, and all who read it through this library; null for nothing.</summary>
    internal Func<string, IByteSource, IByteSource>? Over { get; init; }

    /// <summary>Told how far opening has come, where it takes long: the blocks of a compressed dump are gone through.</summary>
    public WorkProgress? Progress { get; init; }

    /// <summary>
    /// Asked in the middle of long work of opening, from any thread: true ends it, and what it has not come to counts as missing from the dump.
    /// Null for no end but its own.
    /// </summary>
    public Func<bool>? IsOver { get; init; }

    /// <summary>The debugging library for .NET in a core or minidump, or its folder; null to look beside the runtime that the dump names.</summary>
    public string? Dac { get; init; }

    /// <summary>The program that answers to <see cref="Managed.HelperProcess"/>; null for none: what needs it is left out.</summary>
    public string? Helper { get; init; }
}
