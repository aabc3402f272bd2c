using System.Runtime.CompilerServices;
using Conformance;
using DumpReader.Kernel;

namespace DumpReader.Tests.Kernel;

/// <summary>The library as the README shows it.</summary>
public class LibrarySampleTests
{
    private static string Root => Path.Combine(RepositoryPaths.Folder, "..", "..");

    /// <summary>The README's sample, but for where the dump lies and where the lines go.</summary>
    private static void Sample(string path, TextWriter console)
    {
        using var dump = CrashDump.Open(path);
        foreach (KernelThread thread in dump.Threads)
        {
            foreach (ContextOp op in thread.ContextOps)
            {
                console.WriteLine($"{thread.Address:x} {op.Address:x} saves with {op.Save:x}");
            }
        }
    }

    [Fact]
    public void The_sample_of_the_README_is_the_one_that_compiles_here()
    {
        string readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        string[] shown = [.. Code(readme[readme.IndexOf("```csharp", StringComparison.Ordinal)..].Split("```")[1])];
        string source = string.Join('\n', Code(File.ReadAllText(ThisFile())));
        Assert.Contains(string.Join('\n', shown), source);

        static IEnumerable<string> Code(string text) => text
            .Replace("\"samples/dumps/bhyve-new\"", "path", StringComparison.Ordinal)
            .Replace("Console.", "console.", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line != "csharp" && !line.StartsWith("using Dump", StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_lists_the_operators_of_every_thread()
    {
        using var console = new StringWriter();
        Sample(Path.Combine(Root, "samples", "dumps", "bhyve-new"), console);
        string[] lines = console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(9, lines.Length);
        Assert.Contains("fffffe5af5cc8040 fffffe5afd912488 saves with ", console.ToString());
    }

    [Fact]
    public void Members_are_reached_by_path()
    {
        using var dump = CrashDump.Open(DumpCache.Folder("ctx-new"));
        var t = dump.Threads.First(t => t.ContextOps.Count == 5);
        Assert.Equal("bhyve", t.Value["t_procp->p_user.u_comm"].AsString());
        Assert.Equal(t.ContextOps[1].Address, t.Value["t_ctx->next"].AsUInt64());
        Assert.Equal(29876L, t.Process!.Id);
        Assert.StartsWith("/usr/sbin/bhyve -c 4", t.Process.Arguments);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
