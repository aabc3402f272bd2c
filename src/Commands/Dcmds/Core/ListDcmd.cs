using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>Follows a chain of pointers from an object, through the same member of each.</summary>
[Dcmd("list")]
internal sealed class ListDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("list", "walk list using member as link pointer")
    {
        Usage = "type member [variable]",
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Lists the addresses of a linked list: the address given, then what the member
            of that name points at, and so on until NULL or until the first element
            comes again. Instead of type and member a byte offset $[n] may stand. With a
            variable, later stages read from it the element they work on. When the element
            has a type, the member alone is enough.
            """,
        Examples =
        [
            "*panic_thread::print kthread_t t_ctx | ::list ctxop_t next",
            "*practive::list proc_t p_next",
            "*practive::list proc_t p_next p | ::eval '<p=K'",
        ],
    };

    /// <summary>What to follow: a pointer <paramref name="Offset"/> bytes into each element of <paramref name="Type"/>.</summary>
    private sealed record Link(ulong Offset, CType? Type, string? Variable);

    public override Status Invoke(Invocation call)
    {
        Status status = TryParse(call, out Link? link);
        return link is null ? status : Follow(call, link);
    }

    private static Status TryParse(Invocation call, out Link? link)
    {
        link = null;
        IReadOnlyList<Argument> arguments = call.Arguments;
        if (arguments.Count == 1 && arguments[0].IsNumber)
        {
            if (arguments[0].Value % 8 != 0)
            {
                return call.Fail("offset must fall on a word boundary", Status.Abort);
            }

            link = new Link(arguments[0].Value, null, null);
            return Status.Ok;
        }

        int next = 0;
        CType? type = null;
        string? typeName;
        if (arguments.Count == 1 && !call.Stock && call.Item.Type is { } known)
        {
            (type, typeName) = (known, known.Name);
        }
        else
        {
            typeName = TypeWord.Take(arguments, ref next);
        }

        if (typeName is null || arguments.Count - next is < 1 or > 2 || arguments[next].Text is not { } member)
        {
            return Status.Usage;
        }

        string? variable = null;
        if (arguments.Count - next == 2 && (variable = arguments[next + 1].Text) is null)
        {
            return Status.Usage;
        }

        if (variable is not null && call.Session.RefuseWalkVariable(variable) is { } refusal)
        {
            return call.Fail(refusal, Status.Abort);
        }

        type ??= TypeWord.Find(call, typeName);
        if (type is null)
        {
            return Status.Abort;
        }

        if (Members.Find(type, member, out string reason) is not { } found)
        {
            return call.Fail($"couldn't find member {member} of type {typeName}: {reason}", Status.Abort);
        }

        if (found.BitOffset % 64 != 0)
        {
            return call.Fail($"{member} is not a word-aligned member", Status.Abort);
        }

        link = new Link(found.ByteOffset, type, variable);
        return Status.Ok;
    }

    private static Status Follow(Invocation call, Link link)
    {
        var memory = call.Item.Space ?? call.Session.Memory;
        var guard = new CycleGuard();
        ulong first = call.Address;
        ulong address = first;
        do
        {
            if (guard.Count == Limits.ListElements)
            {
                call.Run.PartialAlways(WalkFault.TooMany(link.Type?.Name ?? "object", Limits.ListElements, address).Problem);
                return Status.Error;
            }

            if (!guard.Visit(address))
            {
                call.Run.PartialAlways(new Problem("MDB522", $"list links back to {address:x}, which is not its start", address));
                return Status.Error;
            }

            var item = new Item(address, link.Type, call.Item.Space)
            {
                Binding = link.Variable is null ? null : new WalkBinding(link.Variable, address),
            };
            if (!call.Emit(item, prefix: false))
            {
                break;
            }

            if (!memory.TryReadUInt64(address + link.Offset, out ulong following))
            {
                call.Run.ReadError($"failed to read next pointer from object {address:x}: {Reasons.NoMapping}", address + link.Offset);
                return Status.Error;
            }

            address = following;
        }
        while (address != 0 && address != first);

        return Status.Ok;
    }
}
