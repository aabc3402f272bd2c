using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Sends on the value of an expression instead of each element.</summary>
[Dcmd("map")]
internal sealed class Map : Dcmd
{
    public override DcmdInfo Info { get; } = new("map", "print the value of an expression for each address")
    {
        Usage = "expression",
        Address = AddressUse.Optional,
        Help = """
            Evaluates the expression with dot set to the element and prints the dot that it
            leaves, in the current radix.
            """,
        Examples = ["::walk cpu | ::map .+8", "5::map .*2"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments is not [{ Text: { } text }])
        {
            return Status.Usage;
        }

        Item element = call.Item;
        Status status = call.Session.Evaluate(text, element.Bits, call.Output);
        if (status == Status.Ok)
        {
            ulong value = call.Session.Dot;
            call.Emit(value == element.Bits ? element : new Item(value), prefix: false);
        }

        return status;
    }
}
