using System.CommandLine;
using System.Text;

namespace Mdb.CommandLine;

/// <summary>The usage text: mdb's heading, then a line for each option that does something.</summary>
internal static class UsageText
{
    private const string Heading =
        "Usage: mdb [-fkmuwyAFKMSUW] [+/-o option] [-b VM] [-p pid] [-s dist] [-I path] [-L path]\n" +
        "\t[-P prompt] [-R root] [-V dis-version] [-e expr] [object [core] | core | suffix]\n";

    public static string Of(Declaration declaration)
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (Option option in declaration.Root.Options)
        {
            if (option.Description is { } description)
            {
                string name = Declaration.TakesValue(option) ? $"{option.Name} {option.HelpName}" : option.Name;
                text.Append('\t').Append(name.PadRight(20)).Append(' ').Append(description).Append('\n');
            }
        }

        return text.ToString();
    }
}
