using Commands.Pipeline;
using DumpReader.Spaces;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>Shows members of an object in a format of the user's own.</summary>
[Dcmd("printf")]
internal sealed class PrintfDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("printf", "print formatted output")
    {
        Usage = "format type member ...",
        Address = AddressUse.Optional,
        Help = """
            Writes the members of the object at the address in the format given, a
            conversion for each. A member is a path as for ::print, or a . for the address
            itself. Nothing is added at the end: write \n where a line is to end.

              %a %A %p     pointers: symbol, symbol or nothing, number
              %d %q %R     integers: decimal, octal, current radix, signed
              %u %o %r     the same, unsigned
              %x %X        hexadecimal
              %H           a size, with K M G T
              %I %N        IPv4 and IPv6 addresses
              %s           a char array, or what a char pointer leads to
              %Y           a time

            A - puts to the left; digits give a width, ? the one of a pointer.
            """,
        Examples = ["""*panic_thread::printf "%p %d\n" kthread_t t_procp t_pri"""],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.State is not State state)
        {
            if (State.Parse(call, out Status status) is not { } parsed)
            {
                return status;
            }

            call.State = state = parsed;
        }

        return state.Show(call);
    }

    private sealed class State(List<PrintfPiece> pieces, CType type, MemberPath?[] paths, string[] members)
    {
        private readonly PrintfEvent _event = new(type, pieces, members);

        public static State? Parse(Invocation call, out Status status)
        {
            status = Status.Abort;
            if (call.Arguments is not [{ Text: { } format }, ..])
            {
                call.Run.Error("expected a format string");
                return null;
            }

            if (PrintfFormat.Parse(format, out string error) is not { } pieces)
            {
                call.Run.Error(error);
                return null;
            }

            int next = 1;
            CType? type = Type(call, ref next);
            if (type is null)
            {
                if (call.Arguments.Count <= 1)
                {
                    call.Run.Error("at least one member must be specified");
                    status = Status.Usage;
                }

                return null;
            }

            Argument[] words = [.. call.Arguments.Skip(next)];
            if (words.Length == 0)
            {
                call.Run.Error("at least one member must be specified");
                status = Status.Usage;
                return null;
            }

            int conversions = pieces.Count(p => p.IsConversion);
            string? refusal = Array.Exists(words, w => w.IsNumber) ? "expected only type member arguments"
                : conversions < words.Length ? $"missing format specifiers (found {conversions}, expected {words.Length})"
                : conversions > words.Length ? $"extra format specifiers (found {conversions}, expected {words.Length})"
                : null;
            if (refusal is not null)
            {
                call.Run.Error(refusal);
                return null;
            }

            var numbers = new SessionNumbers(call.Session);
            string[] members = Array.ConvertAll(words, w => w.Text!);
            MemberPath?[] paths = Array.ConvertAll(members, m => m == "." ? null : MemberPath.Compile(type, m, numbers, call.Target.Types));
            return new State(pieces, type, paths, members);
        }

        public Status Show(Invocation call)
        {
            AddressSpace memory = call.Item.Space ?? call.Session.Memory;
            _event.Address = call.Address;
            _event.Values.Clear();
            string? broken = null;
            string? member = null;
            int next = 0;
            foreach (PrintfPiece piece in pieces)
            {
                if (!piece.IsConversion)
                {
                    continue;
                }

                if (One(call, memory, paths[next], piece.Spec.Letter, out broken) is not { } value)
                {
                    member = paths[next] is { IsValid: true } ? members[next] : null;
                    break;
                }

                _event.Values.Add(value);
                next++;
            }

            call.Emit(_event);
            if (broken is not null)
            {
                call.Run.Error(broken);
                return member is null ? Status.Abort : call.Fail($"failed to print member '{member}'", Status.Abort);
            }

            call.Session.Dot = unchecked(call.Address + type.Size);
            call.Session.Increment = 0;
            return Status.Ok;
        }

        private static PrintfValue? One(Invocation call, AddressSpace memory, MemberPath? path, char letter, out string? error)
        {
            string why;
            PrintfValue? found;
            if (path is null)
            {
                found = PrintfValue.OfDot(call.Address, letter, out why);
            }
            else if (path.TryApply(memory, call.Address, call.Run.Error, out Value member, out PathFault fault))
            {
                found = PrintfValue.Of(call, member, letter, out why);
            }
            else
            {
                if (fault.Address is { } missing)
                {
                    call.Run.Missing(missing);
                }

                (found, why) = (null, fault.Message);
            }

            error = found is null ? why : null;
            return found;
        }

        /// <summary>The type named, or ours: the one of the element from the pipe when the word is no type.</summary>
        private static CType? Type(Invocation call, ref int next)
        {
            int first = next;
            if (TypeWord.Take(call.Arguments, ref next) is not { } name)
            {
                return null;
            }

            if (!call.Stock && call.Item.Type is { } known && call.Session.FindType(name, out _) is null)
            {
                next = first;
                return known;
            }

            return TypeWord.Find(call, name);
        }
    }
}
