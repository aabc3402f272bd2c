using System.CommandLine;
using System.Text;

namespace Mdb.CommandLine;

/// <summary>The usage text: mdb's heading, then a line for each option that does something.</summary>
internal static class UsageText
{
    private const string Heading =
        "Usage: mdb [-fkmuwyAFKMSUW] [+/-o option] [-b VM] [-p pid] [-s dist] [-I path] [-L path]\n" +
        "\t[-P prompt] [-R root] [-V dis-version] [-e expr] [object [core] | core | suffix]\n";

    public static string Of(Declaration declaration) =>
        $"{Heading}\n{Lines(declaration.Root.Options)}\nCommands with a command line of their own: mdb extract --help, mdb triage --help\nFor a system: mdb completion bash|zsh|fish, mdb man\n";

    /// <summary>A line for each option that has a description, with its other names.</summary>
    public static string Lines(IEnumerable<Option> options)
    {
        var text = new StringBuilder();
        foreach (Option option in options)
        {
            if (option.Description is { } description)
            {
                string names = string.Join(", ", option.Aliases.Append(option.Name).Order(StringComparer.Ordinal).Distinct());
                string shown = option.HelpName is { } value ? $"{names} {value}" : names;
                text.Append('\t').Append(shown.PadRight(20)).Append(' ').Append(description).Append('\n');
            }
        }

        return text.ToString();
    }
}
