using System.Text;
using Commands.Pipeline;

namespace Commands.Tests.Documentation;

/// <summary>Makes docs/COMMANDS.md: every dcmd and walker that the registry has, and those of stock mdb that it has not.</summary>
internal static class CommandsPage
{
    private const string Introduction = """
        # Commands

        Every dcmd and walker with what it works on and its options; `::help NAME` says more. Made from the program itself: after a
        change run the tests with `MDB_GOLDEN=update`. `[T]` is an address that may be left out; *ours* marks what stock mdb does not have.


        """;

    public static string Make(IEnumerable<StockName> stock)
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        IGrouping<string, string>[] commands =
            [.. Registry.DcmdNames.GroupBy(name => Registry.CreateDcmd(name)!.Info.Name).OrderBy(g => g.Key, StringComparer.Ordinal)];
        page.Append("## Dcmds\n\n| name | on | options | what it does | module |\n|---|---|---|---|---|\n");
        foreach (IGrouping<string, string> names in commands)
        {
            Dcmd dcmd = Registry.CreateDcmd(names.First())!;
            Row(page, Names(names), Input(dcmd), Code(dcmd.Info.Usage), Summary(dcmd.Info.Summary, dcmd.Info.Ours), dcmd.Info.Module);
        }

        page.Append("\n## Walkers\n\n| name | yields | what it walks | module |\n|---|---|---|---|\n");
        foreach (string name in Registry.WalkerNames.Order(StringComparer.Ordinal))
        {
            WalkerInfo info = Registry.CreateWalker(name)!.Info;
            Row(page, Code(name), Code(info.Yields ?? ""), Summary(info.Summary, info.Ours), info.Module);
        }

        page.Append("\n## Columns\n\nOf the rows of a command, with all its options together, for `where`, `sort`, `select` and the other filters, and for JSON and CSV.\n\n")
            .Append("| command | columns |\n|---|---|\n");
        foreach (IGrouping<string, string> names in commands)
        {
            if (Registry.ColumnsOf(names.First()) is { Length: > 0 } columns)
            {
                Row(page, Names(names), Code(columns));
            }
        }

        page.Append("\n## Not there\n\nOf stock mdb on a kernel dump; no need to search for them. ")
            .Append("A cache of the allocator is a walker of its own name.\n");
        Absent(page, "Dcmds", stock.Where(s => s.Kind == "dcmd" && Registry.CreateDcmd(s.Name) is null));
        Absent(page, "Walkers", stock.Where(s => s.Kind == "walker" && Registry.CreateWalker(s.Name) is null));
        return page.ToString();
    }

    private static void Absent(StringBuilder page, string title, IEnumerable<StockName> names)
    {
        page.Append("\n### ").Append(title).Append("\n\n");
        foreach (IGrouping<string, StockName> module in names.GroupBy(s => s.Module).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append("* ").Append(module.Key).Append(": ");
            page.AppendJoin(", ", module.Select(s => s.Name).Order(StringComparer.Ordinal).Select(Code)).Append('\n');
        }
    }

    private static void Row(StringBuilder page, params string[] cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Names(IEnumerable<string> names) =>
        string.Join(" ", names.Select(n => char.IsLetterOrDigit(n[0]) ? "::" + n : n).Select(Code));

    private static string Input(Dcmd dcmd) => dcmd.Info.Address switch
    {
        AddressUse.Required => Code(dcmd.InputType ?? "address"),
        AddressUse.Optional => Code($"[{dcmd.InputType ?? "address"}]"),
        _ => "",
    };

    private static string Summary(string text, bool ours) => Escaped(text) + (ours ? " (*ours*)" : "");

    private static string Code(string text) => text.Length == 0 ? "" : $"`{Escaped(text)}`";

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
