using System.Text;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The help of a command, or an overview.</summary>
[Dcmd("help")]
internal sealed class Help : Dcmd
{
    private const int Width = 76;

    private const string Overview = """

        Each debugger command in mdb is structured as follows:

          [ address [, count]] verb [ arguments ... ]
                 ^        ^      ^      ^
            the start     |      |      arguments are strings which can be
            address can   |      |      quoted using "" or '' or
            be an         |      |      expressions enclosed in $[ ]
            expression    |      |
                          |      the verb is a name which begins with either
                          |      $, :, or ::.  It can also be a format
                          |      specifier (/, \, ?, or =)
                          |
                          the repeat count is also an expression

        For information on a debugger command (dcmd), type:

          ::help cmdname    describes one command
          ::dcmds           lists all commands
          ::walkers         lists all walkers
          ::dmods -l        lists the modules with their commands and walkers
          ::formats         lists the format letters of / \ ? and =

        Options of the program itself: mdb -?

        """;

    public override DcmdInfo Info { get; } = new("help", "print summary of debugger features")
    {
        Usage = "[cmd]",
        StockHelp = false,
        Help = "Describes a command, or without a name how commands are written and where to find them.",
        Examples = ["::help", "::help print"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 1)
        {
            return Status.Usage;
        }

        if (call.Arguments.Count == 0)
        {
            call.Text(Overview.ReplaceLineEndings("\n"));
            return Status.Ok;
        }

        string name = call.Arguments[0].Text ?? call.Arguments[0].Value.ToString("x");
        string plain = name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name;
        int quote = plain.LastIndexOf('`');
        if (Registry.CreateDcmd(plain.AsSpan(quote + 1)) is not { } dcmd || (quote >= 0 && dcmd.Info.Module != plain[..quote]))
        {
            return call.Fail($"unknown command: {name}");
        }

        call.Text(Page(dcmd.Info, plain[(quote + 1)..], call));
        return Status.Ok;
    }

    private static string Page(DcmdInfo info, string name, Invocation call)
    {
        string address = info.Address switch { AddressUse.Required => "addr ", AddressUse.Optional => "[ addr ] ", _ => "" };
        string sigil = name[0] is '$' or ':' ? "" : "::";
        var page = new StringBuilder("\nNAME\n");
        page.Append("  ").Append(name).Append(" - ").Append(info.Summary).Append("\n\nSYNOPSIS\n");
        page.Append("  ").Append(address).Append(sigil).Append(name).Append(' ').Append(info.Usage).Append("\n\n");
        if (info.Help is { } text && (info.StockHelp || !call.Stock))
        {
            page.Append("DESCRIPTION\n\n");
            Indented(page, text);
            page.Append('\n');
        }

        if (!call.Stock && info.Examples.Count > 0)
        {
            page.Append("EXAMPLES\n\n");
            Indented(page, string.Join('\n', info.Examples));
            page.Append('\n');
        }

        if (!call.Stock && Registry.ColumnsOf(name) is { Length: > 0 } columns)
        {
            page.Append("COLUMNS of its rows, for where, sort, select and JSON\n\n");
            Indented(page, Folded(columns));
            page.Append('\n');
        }

        page.Append("ATTRIBUTES\n\n  Target: ").Append(call.Target.Kind);
        page.Append("\n  Module: ").Append(info.Module).Append("\n  Interface Stability: Evolving\n\n");
        return page.ToString();
    }

    private static string Folded(string words)
    {
        var lines = new StringBuilder();
        int column = 0;
        foreach (string word in words.Split(' '))
        {
            bool starts = column == 0 || column + 1 + word.Length > Width;
            lines.Append(column == 0 ? "" : starts ? "\n" : " ").Append(word);
            column = starts ? word.Length : column + 1 + word.Length;
        }

        return lines.ToString();
    }

    private static void Indented(StringBuilder page, string text)
    {
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            page.Append(line.Length == 0 ? "" : "  ").Append(line).Append('\n');
        }
    }
}
