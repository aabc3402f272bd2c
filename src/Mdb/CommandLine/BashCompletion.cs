using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Mdb.CommandLine;

/// <summary>Completion for bash, which needs nothing else: options by command, files for all else.</summary>
internal static class BashCompletion
{
    public static string Of(CommandForm root)
    {
        CommandForm[] all = [.. root.All];
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $$"""
            # mdb completion bash > ~/.local/share/bash-completion/completions/mdb
            _mdb() {
                local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} form=mdb depth=1 words=
                while ((depth < COMP_CWORD)); do
                    case "$form ${COMP_WORDS[depth]}" in
                    {{string.Join(" | ", all.Skip(1).Select(form => $"'{form.Words}'"))}}) form+=" ${COMP_WORDS[depth]}"; ((++depth)) ;;
                    *) break ;;
                    esac
                done
                case "$form $prev" in

            """);
        Values(script, all, takesFile: true, "COMPREPLY=(); return ;;");
        Values(script, all, takesFile: false, "COMPREPLY=(''); return ;;");
        script.Append("    esac\n    case \"$form\" in\n");
        foreach (CommandForm form in all)
        {
            string options = string.Join(' ', form.Options.SelectMany(CommandForm.Names));
            string below = form.Name == "completion" ? "bash zsh fish" : string.Join(' ', form.Below.Select(b => b.Name));
            script.Append(CultureInfo.InvariantCulture, $"    '{form.Words}') words='{options}'; [[ $cur == -* ]] || ((COMP_CWORD != depth)) || words='{below}' ;;\n");
        }

        return script.Append("""
                esac
                [[ $cur != -* ]] && ((COMP_CWORD != depth)) && words=
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur"; [[ $cur == -* ]] || compgen -f -- "$cur")
            }
            complete -o filenames -o default -F _mdb mdb

            """).ToString();
    }

    private static void Values(StringBuilder script, CommandForm[] all, bool takesFile, string then)
    {
        string[] patterns = [.. all.SelectMany(form => form.Options
            .Where(option => CommandForm.Value(option) is not null && CommandForm.TakesFile(option) == takesFile)
            .SelectMany(CommandForm.Names).Select(name => $"'{form.Words} {name}'"))];
        if (patterns.Length > 0)
        {
            script.Append(CultureInfo.InvariantCulture, $"    {string.Join(" | ", patterns)}) {then}\n");
        }
    }
}
