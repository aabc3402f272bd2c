using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Mdb.CommandLine;

/// <summary>Completion for zsh: a function for each command, which its <c>_arguments</c> runs.</summary>
internal static class ZshCompletion
{
    public static string Of(CommandForm root)
    {
        var script = new StringBuilder("#compdef mdb\n# mdb completion zsh > \"${fpath[1]}/_mdb\"\n");
        foreach (CommandForm form in root.All.Reverse())
        {
            Function(script, form);
        }

        return script.Append("\n_mdb \"$@\"\n").ToString();
    }

    private static void Function(StringBuilder script, CommandForm form)
    {
        script.Append(CultureInfo.InvariantCulture, $"\n{Name(form)}() {{\n");
        if (form.Below.Count > 0)
        {
            script.Append("    if ((CURRENT > 2)); then\n        case $words[2] in\n");
            foreach (CommandForm below in form.Below)
            {
                script.Append(CultureInfo.InvariantCulture, $"        {below.Name}) shift words; ((CURRENT--)); {Name(below)}; return ;;\n");
            }

            script.Append("        esac\n    fi\n    local -a below=(\n");
            foreach (CommandForm below in form.Below)
            {
                script.Append(CultureInfo.InvariantCulture, $"        {Quoted($"{below.Name}:{Escaped(below.Description)}")}\n");
            }

            script.Append("    )\n    ((CURRENT == 2)) && _describe command below\n");
        }

        script.Append("    _arguments -s");
        foreach (Option option in form.Options)
        {
            string value = CommandForm.Value(option) is { } name ? $":{name}:{(CommandForm.TakesFile(option) ? "_files" : "")}" : "";
            foreach (string word in CommandForm.Names(option))
            {
                script.Append(CultureInfo.InvariantCulture, $" \\\n        {Quoted($"{word}[{Escaped(option.Description!)}]{value}")}");
            }
        }

        script.Append(CultureInfo.InvariantCulture, $" \\\n        {(form.Name == "completion" ? "'1:shell:(bash zsh fish)'" : "'*:file:_files'")}\n}}\n");
    }

    private static string Name(CommandForm form) => "_" + form.Words.Replace(' ', '_');

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)
            .Replace(":", "\\:", StringComparison.Ordinal);

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
