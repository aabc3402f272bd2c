using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Mdb.CommandLine;

/// <summary>Completion for fish: a line for each option of each command.</summary>
internal static class FishCompletion
{
    public static string Of(CommandForm root)
    {
        var script = new StringBuilder("# mdb completion fish > ~/.config/fish/completions/mdb.fish\n");
        foreach (CommandForm form in root.All)
        {
            string here = Condition(form);
            foreach (CommandForm below in form.Below)
            {
                script.Append(CultureInfo.InvariantCulture, $"complete -c mdb -n {Quoted(here)} -a {below.Name} -d {Quoted(below.Description)}\n");
            }

            foreach (Option option in form.Options)
            {
                string names = string.Concat(CommandForm.Names(option).Select(Name));
                string value = CommandForm.Value(option) is null ? "" : CommandForm.TakesFile(option) ? " -r -F" : " -x";
                script.Append(CultureInfo.InvariantCulture, $"complete -c mdb -n {Quoted(here)}{names}{value} -d {Quoted(option.Description!)}\n");
            }

            if (form.Name == "completion")
            {
                script.Append(CultureInfo.InvariantCulture, $"complete -c mdb -f -n {Quoted(here)} -a 'bash zsh fish'\n");
            }
        }

        return script.ToString();
    }

    /// <summary>The words of the command are there, and none of those below it.</summary>
    private static string Condition(CommandForm form)
    {
        IEnumerable<string> seen = form.Words.Split(' ').Skip(1).Select(word => $"__fish_seen_subcommand_from {word}");
        string below = string.Join(' ', form.Below.Select(b => b.Name));
        return string.Join("; and ", below.Length == 0 ? seen : seen.Append($"not __fish_seen_subcommand_from {below}"));
    }

    private static string Name(string name) => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {Quoted(name[1..])}";

    private static string Quoted(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
