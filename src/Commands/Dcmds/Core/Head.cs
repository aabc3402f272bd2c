using System.Globalization;
using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Passes on the first elements of a pipe.</summary>
[Dcmd("head")]
internal sealed class Head : Dcmd
{
    private const ulong DefaultCount = 10;

    public override DcmdInfo Info { get; } = new("head", "limit number of elements in pipe")
    {
        Usage = "-num|-n num",
        PipeOnly = true,
        Help = """
            Passes the first elements of a pipe on and drops the others: as many as the
            number says, which is decimal whatever the radix, or ten.
            """,
        Examples = ["::walk thread | ::head -3"],
    };

    public override Status Invoke(Invocation call)
    {
        if (!call.FromPipe)
        {
            return Status.Usage;
        }

        var left = (Left?)call.State;
        if (left is null)
        {
            if (!TryCount(call.Arguments, out ulong count))
            {
                return Status.Usage;
            }

            call.State = left = new Left { Count = count };
        }

        if (left.Count > 0)
        {
            left.Count--;
            call.Emit(new Element(call.Item));
        }

        call.HasEnough = left.Count == 0;
        return Status.Ok;
    }

    private static bool TryCount(IReadOnlyList<Argument> arguments, out ulong count)
    {
        count = DefaultCount;
        switch (arguments)
        {
            case []:
                return true;
            case [{ Text: "-n" }, { IsNumber: true } number]:
                count = number.Value;
                return true;
            case [{ Text: "-n" }, { Text: { } text }]:
                return TryDecimal(text, out count);
            case [{ Text: ['-', 'n', .. { Length: > 0 } text] }]:
                return TryDecimal(text, out count);
            case [{ Text: ['-', .. { Length: > 0 } text] }]:
                return TryDecimal(text, out count);
            default:
                return false;
        }
    }

    private static bool TryDecimal(string text, out ulong count) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private sealed class Left
    {
        public ulong Count { get; set; }
    }

    private sealed class Element(Item item) : OutputEvent
    {
        public override Item? Item => item;

        public override void WriteText(Run run, MdbWriter writer)
        {
            writer.Hex(item.Bits);
            writer.NewLine();
        }

        public override void WritePipeText(Run run, MdbWriter writer) => WriteText(run, writer);

        public override bool WriteJson(Run run, Utf8JsonWriter json) => new ValueEvent(item, prefix: false).WriteJson(run, json);
    }
}
