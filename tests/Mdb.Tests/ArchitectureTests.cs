using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Mdb.Tests;

/// <summary>Holds docs/ARCHITECTURE.md: folders use only folders to their left, files stay small.</summary>
public partial class ArchitectureTests
{
    private static readonly string[] DumpReaderOrder =
        ["Problems", "Bytes", "Pages", "Formats", "Spaces", "Scans", "Symbols", "Types", "Values", "Cpu", "Kernel", "Managed", "Targets"];

    private static readonly string[] CommandsOrder = ["Language", "Output", "Pipeline", "Walkers", "Dcmds", "Triage"];

    [Fact]
    public void DumpReader_folders_use_only_folders_to_their_left() => Assert.Empty(Violations("DumpReader", DumpReaderOrder));

    [Fact]
    public void Commands_folders_use_only_folders_to_their_left() => Assert.Empty(Violations("Commands", CommandsOrder));

    [Fact]
    public void DumpReader_knows_nothing_of_the_projects_built_on_it() =>
        Assert.DoesNotContain(
            SourceFiles("DumpReader"),
            f => UsesNamespace().Matches(File.ReadAllText(f)).Any(m => m.Groups[1].Value is "Commands" or "DumpBuilder" or "Mdb"));

    [Fact]
    public void Nothing_below_the_program_touches_the_console_or_the_current_directory()
    {
        var forbidden = new Regex(@"\bConsole\.|Environment\.CurrentDirectory|Directory\.GetCurrentDirectory");
        string[] found = [.. new[] { "DumpReader", "DumpBuilder", "Commands" }.SelectMany(SourceFiles)
            .Where(f => forbidden.IsMatch(CodeOnly(File.ReadAllText(f)))).Select(Path.GetFileName)!];
        Assert.Empty(found);
    }

    [Fact]
    public void Files_stay_small()
    {
        int[] lines = [.. new[] { "DumpReader", "DumpBuilder", "Commands", "Mdb" }.SelectMany(SourceFiles)
            .Select(f => File.ReadLines(f).Count()).Order()];
        Assert.InRange(lines[lines.Length / 2], 0, 100);
        Assert.InRange(lines[lines.Length * 9 / 10], 0, 300);
        Assert.InRange(lines[^1], 0, 500);
    }

    private static List<string> Violations(string project, string[] order)
    {
        var found = new List<string>();
        foreach (string file in SourceFiles(project))
        {
            string folder = Path.GetRelativePath(Path.Combine(Root, "src", project), file).Split(Path.DirectorySeparatorChar)[0];
            int rank = Array.IndexOf(order, folder);
            if (rank < 0)
            {
                // The facade at the root of a project may use all of it; a folder that the page does not name may not exist.
                if (!folder.EndsWith(".cs", StringComparison.Ordinal))
                {
                    found.Add(folder + " is not in docs/ARCHITECTURE.md");
                }

                continue;
            }

            foreach (Match use in UsesNamespace().Matches(File.ReadAllText(file)))
            {
                if (use.Groups[1].Value == project && Array.IndexOf(order, use.Groups[2].Value) > rank)
                {
                    found.Add($"{folder}/{Path.GetFileName(file)} uses {use.Groups[2].Value}");
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> SourceFiles(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string CodeOnly(string text) => Comment().Replace(text, "");

    private static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^using (?:static )?(\w+)(?:\.(\w+))?[\w.]*;", RegexOptions.Multiline)]
    private static partial Regex UsesNamespace();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
