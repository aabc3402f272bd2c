using System.Diagnostics;
using System.Text;
using Conformance;

namespace Mdb.Tests.Processes;

/// <summary>What a run of the program gave.</summary>
internal sealed record ProcessResult(string Output, string Error, int Status);

/// <summary>Runs the built program as a user does: in a folder with the files of a dump, with a home of its own.</summary>
internal sealed class MdbProcess : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mdb-test-").FullName;

    /// <param name="dump">Folder of tests/Conformance/dumps whose files are put into the working folder; null for none.</param>
    public MdbProcess(string? dump = null)
    {
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Folder);
        if (dump is not null)
        {
            foreach (string file in Directory.EnumerateFiles(DumpCache.Folder(dump)))
            {
                File.CreateSymbolicLink(Path.Combine(Folder, Path.GetFileName(file)), file);
            }
        }
    }

    public static string Program { get; } =
        Environment.GetEnvironmentVariable("MDB_PROGRAM") ??
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "mdb.exe" : "mdb");

    /// <summary>Time after which a run has hung.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>HOME of the program.</summary>
    public string Home => Path.Combine(_root, "home");

    /// <summary>Its working folder.</summary>
    public string Folder => Path.Combine(_root, "work");

    public Dictionary<string, string> Variables { get; } = new() { ["TZ"] = "UTC", ["LC_ALL"] = "C.UTF-8" };

    /// <summary>Runs with the given words; <paramref name="input"/> comes through a pipe.</summary>
    public ProcessResult Run(string input, params string[] words)
    {
        using Process process = Start(Program, words);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program has ended without reading its input.
        }

        return End(process, output, error);
    }

    /// <summary>Runs a shell command in which <c>$MDB</c> is the program.</summary>
    public ProcessResult Shell(string command)
    {
        Variables["MDB"] = Program;
        using Process process = Start("/bin/sh", ["-c", command]);
        process.StandardInput.Close();
        return End(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Process Start(string program, string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["HOME"] = Home;
        start.Environment.Remove("XDG_STATE_HOME");
        start.Environment.Remove("XDG_CACHE_HOME");
        start.Environment.Remove("SHELL");
        return Process.Start(start)!;
    }

    private ProcessResult End(Process process, Task<string> output, Task<string> error)
    {
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"no end within {Limit.TotalSeconds} s; so far: {output.Result}{error.Result}");
        }

        return new ProcessResult(output.Result, error.Result, process.ExitCode);
    }
}
