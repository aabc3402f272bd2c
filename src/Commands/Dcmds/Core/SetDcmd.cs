using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Shows and changes the properties of the debugger.</summary>
[Dcmd("set")]
internal sealed class SetDcmd : Dcmd
{
    private const int Indent = 27;

    private static readonly Table<SessionOptions> Layout = new(
        [
            new("macro_path", o => o.MacroPath), new("module_path", o => o.ModulePath), new("symbol_distance", o => o.SymbolDistance),
            new("array_mem_limit", o => o.ArrayMemoryLimit is { } n ? n : Cell.None),
            new("array_str_limit", o => o.ArrayStringLimit is { } n ? n : Cell.None),
            new("prompt", o => o.Prompt), new("options", o => string.Join(',', OptionParser.Shown(o))),
        ],
        Header: null,
        Write);

    public override DcmdInfo Info { get; } = new("set", "get/set debugger properties")
    {
        Usage = "[-wF] [+/-o opt] [-s dist] [-I path] [-L path] [-P prompt]",
        StockHelp = false,
        Help = """
            Without arguments shows the properties of the debugger; otherwise sets them.

              -o name[=value]  set an option; +o clears it
              -s distance      how far from a symbol an address still belongs to it;
                               0 goes by the size of the symbol
              -I, -L           where to look for macro files and modules
              -P prompt        the prompt

            Options: adb, array_mem_limit=N|none and array_str_limit=N|none (what ::print
            shows of arrays and strings), autowrap, color (of the line while it is typed),
            ignoreeof, pager, repeatlast, write_readback; stock for the answers of stock
            mdb, byte for byte; json for one JSON object a line.
            """,
        Examples = ["::set", "::set -o array_mem_limit=4"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count == 0)
        {
            call.Row(Layout, call.Session.Options);
            return Status.Ok;
        }

        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i].Text is not { Length: >= 2 } word || (word[0] != '-' && !word.StartsWith("+o", StringComparison.Ordinal)))
            {
                return Status.Usage;
            }

            char letter = word[1];
            if (letter is 'w' or 'F')
            {
                return call.Fail("failed to re-open target: target is a core file");
            }

            if (letter is not ('o' or 's' or 'I' or 'L' or 'P'))
            {
                return call.Fail($"illegal option -- {letter}", Status.Usage);
            }

            string? value = word.Length > 2 ? word[2..] : ++i < call.Arguments.Count ? Text(call.Arguments[i]) : null;
            if (value is null)
            {
                return call.Fail($"option requires an argument -- {letter}", Status.Usage);
            }

            if (Apply(call.Session, letter, value, word[0] == '-') is { } error)
            {
                return call.Fail(error);
            }
        }

        return Status.Ok;
    }

    private static string Text(Argument argument) => argument.Text ?? argument.Value.ToString();

    private static string? Apply(Session session, char letter, string value, bool on)
    {
        SessionOptions options = session.Options;
        switch (letter)
        {
            case 'o':
                return OptionParser.Apply(options, value, on);
            case 's':
                if (!value.All(char.IsAsciiDigit) || !session.TryNumber(value, out ulong distance, out _))
                {
                    return "expected integer following -s";
                }

                options.SymbolDistance = distance;
                return null;
            case 'I':
                options.MacroPath = value;
                return value.Contains(';', StringComparison.Ordinal) ? "macro path cannot contain semicolons" : null;
            case 'L':
                options.ModulePath = value;
                return value.Contains(';', StringComparison.Ordinal) ? "module path cannot contain semicolons" : null;
            default:
                if (value.Length > 35)
                {
                    return "prompt may not exceed 35 characters";
                }

                options.Prompt = value;
                return null;
        }
    }

    private static void Write(SessionOptions options, MdbWriter writer)
    {
        writer.NewLine();
        Folders(writer, "  macro path: ", options.MacroPath);
        Folders(writer, " module path: ", options.ModulePath);
        writer.NewLine();
        writer.Printf(" symbol matching distance: %lr (%s)\n", options.SymbolDistance, options.SymbolDistance == 0 ? "smart mode" : "absolute mode");
        writer.Printf(" array member print limit: %s\n", options.ArrayMemoryLimit?.ToString() ?? "none");
        writer.Printf(" array string print limit: %s\n", options.ArrayStringLimit?.ToString() ?? "none");
        writer.Printf("           command prompt: \"%s\"\n", options.Prompt);
        Names(writer, "         debugger options: ", OptionParser.Shown(options));
        Names(writer, "           target options: ", ["read-only"]);
    }

    private static void Folders(MdbWriter writer, string label, string path)
    {
        foreach (string folder in path.Split(':'))
        {
            writer.Printf("%14s%s\n", label, folder);
            label = "";
        }
    }

    private static void Names(MdbWriter writer, string label, IReadOnlyList<string> names)
    {
        writer.Write(label);
        int column = Indent;
        for (int i = 0; i < names.Count; i++)
        {
            string text = names[i] + (i + 1 < names.Count ? ", " : "");
            if (column > Indent && column + names[i].Length > 80)
            {
                writer.Write("\n" + new string(' ', Indent));
                column = Indent;
            }

            writer.Write(text);
            column += text.Length;
        }

        writer.NewLine();
    }
}
