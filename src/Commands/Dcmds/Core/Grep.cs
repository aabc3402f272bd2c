using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Sends on the elements for which an expression is not 0.</summary>
[Dcmd("grep")]
internal sealed class Grep : Dcmd
{
    public override DcmdInfo Info { get; } = new("grep", "print the addresses for which an expression is not zero")
    {
        Usage = "expression",
        Address = AddressUse.Optional,
        Help = """
            Evaluates the expression with dot set to the element and prints the element if
            the dot that it leaves is not zero. There are no relational operators: '>'
            assigns a variable. Quote what the argument list would take apart.
            """,
        Examples = ["::walk cpu | ::grep '*.!=0'", "5::grep .==5"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments is not [{ Text: { } text }])
        {
            return Status.Usage;
        }

        Item element = call.Item;
        Status status = call.Session.Evaluate(text, element.Bits, call.Output);
        if (status == Status.Ok && call.Session.Dot != 0)
        {
            call.Emit(element, prefix: false);
        }

        return status;
    }
}
