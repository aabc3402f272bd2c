namespace Mdb.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    /// <summary>The whole input (<c>-e</c>); null to read standard input.</summary>
    public string? Expression { get; init; }

    public bool Kernel { get; init; }

    public bool RawFile { get; init; }

    /// <summary>Read all symbol tables at the start (<c>-M</c>).</summary>
    public bool Preload { get; init; }

    /// <summary>Leave the symbol tables of modules alone (<c>-m</c>).</summary>
    public bool NoModuleSymbols { get; init; }

    /// <summary>Values of <c>-o</c> and <c>+o</c> in order.</summary>
    public IReadOnlyList<(string Text, bool Set)> DebuggerOptions { get; init; } = [];

    public ulong? Distance { get; init; }

    public bool SkipStartFile { get; init; }

    public string? Prompt { get; init; }

    public string? MacroPath { get; init; }

    public string? ModulePath { get; init; }

    public string? Disassembler { get; init; }

    public bool Writable { get; init; }

    public bool Json { get; init; }

    public bool Csv { get; init; }

    public bool Force { get; init; }

    public bool NoMap { get; init; }

    /// <summary>Bytes of a compressed dump that are kept inflated; null for what is usual.</summary>
    public long? CacheBytes { get; init; }

    /// <summary>Neither use nor keep the index of a compressed dump.</summary>
    public bool NoIndex { get; init; }

    /// <summary>The debugging library of .NET.</summary>
    public string? Dac { get; init; }

    public TimeSpan? Deadline { get; init; }

    public bool Help { get; init; }

    public bool Version { get; init; }

    /// <summary>What only a running system has (<c>-p</c>, <c>-b</c>, ...) and the option that asked for it; null for none.</summary>
    public string? Live { get; init; }

    public IReadOnlyList<string> Operands { get; init; } = [];
}
