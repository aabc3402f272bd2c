using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>Sends on the address of each element of an array.</summary>
[Dcmd("array")]
internal sealed class ArrayDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("array", "print each array element's address")
    {
        Usage = "[type count] [variable]",
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Lists the addresses of the elements of an array that starts at the address.
            Without type and count the address must be that of an array variable, whose
            type says both. With a variable, later stages read from it the element they
            work on.
            """,
        Examples = ["utsname::array char 3", "*panic_thread::array 'struct ctxop' 2"],
    };

    public override Status Invoke(Invocation call)
    {
        IReadOnlyList<Argument> arguments = call.Arguments;
        CType? element;
        ulong count;
        int next = 0;
        if (arguments.Count <= 1)
        {
            if (Inferred(call) is not { } array)
            {
                return Status.Abort;
            }

            (element, count) = (array.Element, array.Count);
        }
        else
        {
            if (TypeWord.Take(arguments, ref next) is not { } name || next >= arguments.Count)
            {
                return Status.Usage;
            }

            element = TypeWord.Find(call, name);
            if (element is null)
            {
                return Status.Abort;
            }

            if (!call.TryNumber(arguments[next++], out count))
            {
                return Status.Abort;
            }
        }

        if (arguments.Count - next > 1 || (arguments.Count > next && arguments[next].IsNumber))
        {
            return Status.Usage;
        }

        string? variable = arguments.Count > next ? arguments[next].Text : null;
        if (variable is not null && call.Session.RefuseWalkVariable(variable) is { } refusal)
        {
            return call.Fail(refusal, Status.Abort);
        }

        ulong address = call.Address;
        for (ulong i = 0; i < count; i++, address = unchecked(address + element.Size))
        {
            var item = new Item(address, element, call.Item.Space)
            {
                Binding = variable is null ? null : new WalkBinding(variable, address),
            };
            if (!call.Emit(item, prefix: false))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static ArrayType? Inferred(Invocation call)
    {
        if (call.Item.Type?.Resolve() is ArrayType known)
        {
            return known;
        }

        if (InferredType.At(call, call.Address) is not { } type)
        {
            return null;
        }

        if (type.Resolve() is ArrayType array)
        {
            return array;
        }

        call.Run.Error($"{type.Name} is not an array type");
        return null;
    }
}
