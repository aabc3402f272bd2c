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
            leaves, in the current radix. What it sends on is a number without a type, so
            that '::map .' takes the type off.
            """,
        Examples = ["::walk cpu | ::map .+8", "5::map .*2"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments is not [{ Text: { } text }])
        {
            return Status.Usage;
        }

        Status status = call.Session.Evaluate(text, call.Address, call.Output);
        if (status == Status.Ok)
        {
            call.Emit(new Item(call.Session.Dot), prefix: false);
        }

        return status;
    }
}
