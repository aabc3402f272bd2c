using Commands.Language;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary><c>expr &gt; name</c>: sets a variable, making it where there is none.</summary>
[Dcmd(">")]
internal sealed class Assign : Dcmd
{
    public override DcmdInfo Info { get; } = new(">", "assign a variable")
    {
        Usage = "[/c|s|i|l/] name",
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Gives the variable of that name the value in front, or dot. With /c/, /s/, /i/
            or /l/ only the low 1, 2, 4 or 8 bytes are taken.
            """,
        Examples = ["5>x; <x=K"],
    };

    public override Status Invoke(Invocation call)
    {
        IReadOnlyList<Argument> arguments = call.Arguments;
        int size = 8;
        string? name = arguments.Count > 0 ? arguments[0].Text : null;
        int rest = 1;
        bool modified = name is ['/', _, '/', ..];
        if (modified)
        {
            size = Evaluator.CastSize(name![1]);
            if (size == 0)
            {
                return call.Fail($"{name[1]} is not a valid // modifier", Status.Abort);
            }

            name = name.Length > 3 ? name[3..] : arguments.Count > rest ? arguments[rest++].Text : null;
        }

        if (name is null || (modified && arguments.Count > rest))
        {
            return call.Fail("expected single variable name following '>'", Status.Abort);
        }

        if (arguments.Count > rest)
        {
            return call.Fail("improper arguments following '>' operator", Status.Abort);
        }

        ulong value = size == 8 ? call.Address : call.Address & ((1UL << (8 * size)) - 1);
        if (call.Session.Variables.Set(name, value) is { } refusal)
        {
            return call.Fail(refusal, Status.Abort);
        }

        call.Session.Increment = 0;
        return Status.Ok;
    }
}
