using System.CommandLine;
using System.Text;

namespace Mdb.CommandLine;

/// <summary>The manual page mdb(1), in the man macros of roff. Options and commands are those of the declarations.</summary>
internal static class ManPage
{
    private const string Description = """
        mdb opens crash dumps of the illumos kernel, whole or damaged, compressed or not, and cores of processes, and answers questions about
        them in the language of the modular debugger. Its operands are the files of a dump, as in unix.0 vmcore.0; the suffix that they have in
        common, as in 0; one file, as in vmcore.0 or vmdump.0; a folder that holds one dump; or the core of a process. Questions are typed at a
        prompt, come from standard input, or are the value of -e.
        """;

    private static readonly (string Name, string Text)[] _statuses =
    [
        ("0", "All went well."),
        ("1", "Nothing could be opened, or with -e a statement failed or its answer is partial."),
        ("2", "The command line is wrong."),
        ("3", "With triage --strict: all is recorded, and some dump is not ok."),
        ("75", "With triage: something that may be gone soon stood in the way, such as a full disk. Run it again and it goes on from there."),
    ];

    private static readonly (string Text, string What)[] _examples =
    [
        ("mdb vmdump.0", "Look at a dump as savecore left it."),
        ("mdb 0 -e '::status; $C'", "Print what panicked, and where."),
        ("mdb --json 0 -e '::ps | where pid > 0t300'", "Print some processes as JSON, one a line."),
        ("mdb triage --out records /var/crash/*", "Record what is in many dumps."),
    ];

    public static string Of(CommandForm root)
    {
        var page = new StringBuilder();
        string version = typeof(ManPage).Assembly.GetName().Version?.ToString(3) ?? "";
        Line(page, $".TH MDB 1 \"\" \"mdb {version}\" \"User Commands\"");
        Line(page, ".nh");
        Line(page, ".ad l");
        Line(page, ".SH NAME");
        Line(page, "mdb \\- " + Text(root.Description));
        Line(page, ".SH SYNOPSIS");
        foreach (CommandForm form in root.All)
        {
            Synopsis(page, form);
        }

        Line(page, ".SH DESCRIPTION");
        Line(page, Text(Description));
        Line(page, ".SH OPTIONS");
        Options(page, root);
        foreach (CommandForm form in root.All.Skip(1))
        {
            Line(page, $".SH {Text(form.Words.ToUpperInvariant())}");
            Line(page, Text(form.Description));
            foreach (Argument argument in form.Arguments)
            {
                Tagged(page, Italic(argument.Name), Text(argument.Description ?? ""));
            }

            Options(page, form);
        }

        Line(page, ".SH EXIT STATUS");
        Array.ForEach(_statuses, status => Tagged(page, Bold(status.Name), Text(status.Text)));
        Line(page, ".SH FILES");
        Tagged(page, Italic("~/.mdbrc"), "Statements that are read at the start, unless \\-S is given.");
        Line(page, ".SH EXAMPLES");
        Array.ForEach(_examples, example => Tagged(page, Bold(example.Text), Text(example.What)));
        return page.ToString();
    }

    private static void Synopsis(StringBuilder page, CommandForm form)
    {
        string options = form.Options.Count > 0 ? $" [{Italic("option")} ...]" : "";
        string arguments = string.Concat(form.Arguments.Select(argument =>
            (argument.Arity.MinimumNumberOfValues == 0 ? $" [{Italic(argument.Name)}" : " " + Italic(argument.Name))
            + (argument.Arity.MaximumNumberOfValues > 1 ? " ..." : "") + (argument.Arity.MinimumNumberOfValues == 0 ? "]" : "")));
        Line(page, ".PP");
        Line(page, Bold(form.Words) + options + arguments);
    }

    private static void Options(StringBuilder page, CommandForm form)
    {
        foreach (Option option in form.Options)
        {
            string value = CommandForm.Value(option) is { } name ? " " + Italic(name) : "";
            Tagged(page, string.Join(", ", CommandForm.Names(option).Select(Bold)) + value, Text(option.Description!));
        }
    }

    private static void Tagged(StringBuilder page, string tag, string text)
    {
        Line(page, ".TP");
        Line(page, tag);
        Line(page, text);
    }

    private static void Line(StringBuilder page, string text) => page.Append(text).Append('\n');

    private static string Bold(string text) => $"\\fB{Text(text)}\\fR";

    private static string Italic(string text) => $"\\fI{Text(text)}\\fR";

    /// <summary>Text as it is: no line of it is a request.</summary>
    private static string Text(string text)
    {
        string plain = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("'", "\\(aq", StringComparison.Ordinal).Replace("~", "\\(ti", StringComparison.Ordinal).Replace("^", "\\(ha", StringComparison.Ordinal);
        return string.Join('\n', plain.Split('\n').Select(line => line.StartsWith('.') ? "\\&" + line : line));
    }
}
