using DumpBuilder.Scenarios;
using DumpReader.Types.Declarations;

namespace DumpBuilder;

/// <summary>A dump described in a text that reads like mdb; the language is in docs/SCENARIO.md.</summary>
public static class Scenario
{
    /// <summary>Reads a scenario from a text.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="include">Text of a file named in <c>#include</c>, or null where there is none. Without it nothing can be included.</param>
    /// <exception cref="DeclarationException">The text is not understood; says where and why.</exception>
    public static DumpImage Parse(string text, string name = "scenario", Func<string, string?>? include = null) =>
        new ScenarioCompiler(include ?? (static _ => null)).Compile(name, text);

    /// <summary>Reads a scenario file; it can include files of its own folder and the folders in that, by plain relative names.</summary>
    /// <exception cref="DeclarationException">The text is not understood; says where and why.</exception>
    public static DumpImage Load(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Parse(File.ReadAllText(path), Path.GetFileName(path), name => Sibling(folder, name));
    }

    private static string? Sibling(string folder, string name)
    {
        bool plain = name.Split('/').All(static part => part.Length > 0 && part[0] != '.' && part.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
        string path = Path.Combine(folder, name);
        return plain && File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
