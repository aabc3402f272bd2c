using System.Diagnostics;
using System.Globalization;
using Commands.Triage;
using DumpReader.Problems;
using DumpReader.Targets;
using Mdb.Streams;

namespace Mdb.Triage;

/// <summary>
/// One dump in a process of its own, so that whatever its bytes do costs one record. The parent starts it by <see cref="Start"/>;
/// <see cref="Run"/> is what the new process does.
/// </summary>
internal static class TriageChild
{
    public const string Word = "--child";

    private const string NoSymbols = "-";
    private const string HeapLimit = "DOTNET_GCHeapHardLimit";

    /// <param name="files">What to look at; no names other than its own are opened.</param>
    /// <param name="options">Of the run.</param>
    public static Process Start(DumpFiles files, TriageOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        start.ArgumentList.Add(TriageDeclaration.Name);
        start.ArgumentList.Add(Word);
        start.ArgumentList.Add(options.Deadline.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture));
        start.ArgumentList.Add(options.Force ? "force" : "strict");
        start.ArgumentList.Add(files.Identity);
        start.ArgumentList.Add(files.SymbolIdentity ?? NoSymbols);
        start.ArgumentList.Add(files.Dump);
        if (files.Symbols is { } symbols)
        {
            start.ArgumentList.Add(symbols);
        }

        if (options.Memory is { } memory)
        {
            start.Environment[HeapLimit] = memory.ToString("x", CultureInfo.InvariantCulture);
        }

        return Process.Start(start)!;
    }

    /// <param name="words">Those behind <see cref="Word"/>.</param>
    /// <param name="streams">The record goes to the output.</param>
    public static int Run(string[] words, StandardStreams streams)
    {
        long deadline = Environment.TickCount64 + long.Parse(words[0], CultureInfo.InvariantCulture);
        string? symbols = words[3] == NoSymbols ? null : words[3];
        string dump = words[4];
        string[] operands = words.Length > 5 ? [words[5], dump] : [dump];
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [dump] = "vmcore" };
        if (words.Length > 5)
        {
            names[words[5]] = "unix";
        }

        TriageRecord record;
        try
        {
            using ITarget target = DumpOpener.Open(new OpenRequest { Operands = operands, Kernel = true, NoMmap = true, Force = words[1] == "force" });
            record = TriageBuilder.Build(target, deadline, words[2], symbols, names);
        }
        catch (DumpException failure)
        {
            record = TriageBuilder.Unreadable(words[2], symbols, failure.Problem, names);
        }

        streams.Output.Write(TriageJson.Write(record));
        return ExitStatus.Ok;
    }
}
