using System.Text.RegularExpressions;

namespace Mdb.Tests.Processes;

/// <summary>A program in C that is compiled and run until it crashes, and what mdb says of its core.</summary>
internal sealed partial class CrashedProgram : IDisposable
{
    private readonly MdbProcess _mdb = new();

    /// <param name="source">Of the program.</param>
    /// <param name="flags">For the compiler.</param>
    /// <param name="run">How it is run, in a shell.</param>
    public CrashedProgram(string source, string flags, string run = "./crash")
    {
        File.WriteAllText(Path.Combine(Folder, "crash.c"), source);
        ProcessResult result = OperatingSystem.IsLinux()
            ? _mdb.Shell($"cc {flags} -o crash crash.c 2>/dev/null && ulimit -c unlimited && {{ {run}; mv core* the.core; }} 2>/dev/null")
            : new ProcessResult("", "", 0);
        bool isBuilt = File.Exists(Path.Combine(Folder, "crash")) || File.Exists(Path.Combine(Folder, "the.core"));
        Said = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        WhyNot = !isBuilt ? "no C compiler that does this here"
            : !File.Exists(Path.Combine(Folder, "the.core")) ? "the system does not write cores into the working folder" : null;
    }

    /// <summary>The working folder; the core is <c>the.core</c> there.</summary>
    public string Folder => _mdb.Folder;

    /// <summary>The lines that the program has printed.</summary>
    public string[] Said { get; }

    /// <summary>Why there is no core; null where there is one.</summary>
    public string? WhyNot { get; }

    public string Ask(string script)
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        ProcessResult result = Run(script);
        Assert.Equal(("", 0), (result.Error, result.Status));
        return result.Output;
    }

    public ProcessResult Run(string script, params string[] options) => _mdb.Run("", ["-S", .. options, "-e", script, "the.core"]);

    /// <summary>The names of the functions of a stack, without the distances into them.</summary>
    public string[] Functions(string script) => [.. Ask(script).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Distance().Replace(l, ""))];

    public void Dispose() => _mdb.Dispose();

    [GeneratedRegex(@"(\+0x[0-9a-f]+|\+\d)?\(\)$")]
    private static partial Regex Distance();
}
