using Commands.Output;
using Commands.Pipeline;
using Commands.Pipeline.Formats;

namespace Commands.Dcmds.Core;

/// <summary>The letters that format verbs know.</summary>
[Dcmd("formats")]
internal sealed class FormatsDcmd : Dcmd
{
    private static readonly Table<FormatLetter> Layout = new(
        [
            new("letter", f => f.Letter.ToString()),
            new("bytes", f => f.Size > 0 ? (Cell)f.Size : Cell.None),
            new("variable", f => f.Variable),
            new("description", f => f.Note),
        ],
        Header: null,
        Write);

    public override DcmdInfo Info { get; } = new("formats", "list format specifiers")
    {
        StockPipeForm = false,
        Help = """
            Lists the letters that may follow the verbs / \ @ ? and =, with the bytes that
            each takes. A decimal number in front of a letter repeats it.
            """,
        Examples = ["::formats"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        foreach (FormatLetter letter in FormatLetter.All)
        {
            if (!call.Row(Layout, letter))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static void Write(FormatLetter letter, MdbWriter writer)
    {
        string size = letter switch
        {
            { Variable: true } => " (variable size)",
            { Letter: 'C' } or { Size: 1 } => " (1 byte)",
            { Size: > 1 } => $" ({letter.Size} bytes)",
            _ => "",
        };
        writer.Write($"{letter.Letter} - {letter.Note}{size}\n");
    }
}
