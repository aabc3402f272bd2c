using System.CommandLine;
using Mdb.Triage;

namespace Mdb.CommandLine;

/// <summary>A command line that mdb understands, as it is declared: what help, the manual page and shell completion are made of.</summary>
/// <param name="Words">From <c>mdb</c> on.</param>
/// <param name="Description">What it does.</param>
/// <param name="Options">In the order of the declaration.</param>
/// <param name="Arguments">Behind the options.</param>
/// <param name="Below">Commands that may follow it.</param>
internal sealed record CommandForm(
    string Words, string Description, IReadOnlyList<Option> Options, IReadOnlyList<Argument> Arguments, IReadOnlyList<CommandForm> Below)
{
    /// <summary>Values that are files or folders, by the name that help gives them.</summary>
    private static readonly string[] _files = ["file", "folder", "path", "list", "root"];

    /// <summary>The last word.</summary>
    public string Name => Words[(Words.LastIndexOf(' ') + 1)..];

    /// <summary>This command and all below it, each before those below it.</summary>
    public IEnumerable<CommandForm> All => [this, .. Below.SelectMany(form => form.All)];

    /// <summary>The whole of it.</summary>
    public static CommandForm Root()
    {
        var declaration = new Declaration();
        CommandForm[] below =
        [
            Of("mdb", new ExtractDeclaration().Command), Of("mdb", new TriageDeclaration().Triage),
            Of("mdb", Manual.Completion), Of("mdb", Manual.Page),
        ];
        return new CommandForm("mdb", declaration.Root.Description!, Shown(declaration.Root.Options), [.. declaration.Root.Arguments], below);
    }

    /// <summary>Names of an option, the short one first.</summary>
    public static IEnumerable<string> Names(Option option) =>
        option.Aliases.Append(option.Name).Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal);

    /// <summary>What its value is called; null for an option without one.</summary>
    public static string? Value(Option option) => option.HelpName;

    /// <summary>Whether the value of an option is a file or a folder.</summary>
    public static bool TakesFile(Option option) => _files.Contains(option.HelpName);

    private static CommandForm Of(string before, Command command)
    {
        string words = $"{before} {command.Name}";
        return new CommandForm(
            words, command.Description ?? "", Shown(command.Options), [.. command.Arguments], [.. command.Subcommands.Select(below => Of(words, below))]);
    }

    private static List<Option> Shown(IEnumerable<Option> options) => [.. options.Where(option => option.Description is not null)];
}
