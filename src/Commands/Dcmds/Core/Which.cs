using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;

namespace Commands.Dcmds.Core;

/// <summary>Says what a name is: a command, a walker, a macro, and whose.</summary>
[Dcmd("which", "whence")]
internal sealed class Which : Dcmd
{
    private sealed record Row(string Name, string Kind, string Module, string? Text, bool Verbose);

    private static readonly Table<Row> Layout = new(
        [new("name", r => r.Name), new("kind", r => r.Kind), new("module", r => r.Module), new("text", r => r.Text)],
        Header: null,
        Write);

    public override DcmdInfo Info { get; } = new("which", "show module from which name is exported")
    {
        Usage = "[-v] name ...",
        StockHelp = false,
        Help = "Says for each name whether it is a command, a walker or a macro alias, and which module has it; -v lists the definitions.",
        Examples = ["::which walk", "::which -v proc"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest == call.Arguments.Count)
        {
            return Status.Usage;
        }

        foreach (Argument argument in call.Arguments.Skip(options.Rest))
        {
            string name = argument.Text ?? argument.Value.ToString("x");
            bool found = false;
            foreach (Row row in Meanings(call.Session, name, options.Has('v')))
            {
                found = true;
                call.Row(Layout, row);
            }

            if (!found)
            {
                call.Run.Error($"{name} not found");
            }
        }

        return Status.Ok;
    }

    private static IEnumerable<Row> Meanings(Session session, string name, bool verbose)
    {
        if (Registry.CreateDcmd(name.StartsWith("::", StringComparison.Ordinal) ? name.AsSpan(2) : name) is { } dcmd)
        {
            yield return new Row(name, "dcmd", dcmd.Info.Module, null, verbose);
        }

        if (WalkerTable.Find(session, name) is { } walker)
        {
            yield return new Row(name, "walker", walker.Info.Module, null, verbose);
        }

        if (MacroAliases.Find(name) is { } text)
        {
            yield return new Row(name, "macro alias", "mdb", text, verbose);
        }
    }

    private static void Write(Row row, MdbWriter writer)
    {
        string origin = row.Text is { } text ? $"a macro alias for '{text}'"
            : row.Module == "mdb" ? $"a built-in {row.Kind}"
            : $"a {row.Kind} from module {row.Module}";
        writer.Write($"{row.Name} is {origin}\n");
        if (row.Verbose && row.Text is null)
        {
            writer.Write($"   >  definition list:\n  [1] {row.Module}`{row.Name}\n");
        }
    }
}
