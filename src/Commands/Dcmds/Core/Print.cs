using System.Buffers.Binary;
using Commands.Pipeline;
using Commands.Pipeline.Printing;
using DumpReader.Spaces;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>Shows an object as its type declares it, or members of it.</summary>
[Dcmd("print")]
internal sealed class Print : Dcmd
{
    public override DcmdInfo Info { get; } = new("print", "print the contents of a data structure")
    {
        Usage = "[-aCdhiLptx] [-c lim] [-l lim] [type] [member|offset ...]",
        Address = AddressUse.Optional,
        Help = """
            Shows the object at the address as the type given declares it, or the members
            named: paths such as a.b, a->b, a[3], t_procp->p_user.u_comm, or $[offset].
            Without a type it is the one of the element that comes from the pipe, or of the
            variable that starts at the address. Without an address the type itself is
            listed; with member names alone they are looked up in the object printed last,
            at first the thread that panicked. Into a pipe go the values of pointers,
            integers and enumerations, and the addresses of everything else.

              -a        addresses in front
              -C        no limit on the characters of a text
              -c lim    limit on the characters of a text
              -d        integers in decimal
              -h        show unused bytes between members
              -i        the address is itself the value
              -L        no limit on the elements of an array
              -l lim    limit on the elements of an array
              -n        pointers without symbols
              -p        the address is physical
              -s depth  show structures down to this depth
              -T        types, and what typedefs stand for
              -t        types
              -x        integers in hexadecimal

            With --json there is one object for each object printed: addr, type, and value,
            which holds the members. Integers are numbers up to 2^53 and hex strings beyond;
            a pointer is an object with addr, symbol where one is near, and text for a
            char *; an enumeration has value and name; times are seconds; what cannot be
            read is null. Arrays are cut at the same limits as in text.
            """,
        Examples =
        [
            "*panic_thread::print kthread_t t_ctx", "::print -at 'struct ctxop'", "utsname::print",
            "*panic_thread::print kthread_t t_ctx | ::walk ctxop | ::print",
        ],
    };

    public override Status Invoke(Invocation call)
    {
        var state = (State?)call.State;
        if (state is null)
        {
            if (PrintRequest.Parse(call, out Status refused) is not { } request)
            {
                return refused;
            }

            call.State = state = new State(request);
        }

        return state.Subject(call, out Status status) is { } subject ? state.Show(call, subject) : status;
    }

    /// <summary>What is kept from one element of a pipeline to the next: options, and targets compiled for the type seen last.</summary>
    private sealed class State(PrintRequest request)
    {
        private readonly List<PrintTarget> _targets = [];
        private PrintSubject? _named;
        private PrintEvent? _event;
        private Action<string>? _warn;
        private CType? _type;

        public PrintRequest Request { get; } = request;

        /// <summary>A type that was named is looked up once; what the element itself tells is asked of each.</summary>
        public PrintSubject? Subject(Invocation call, out Status status)
        {
            if (_named is { } named)
            {
                status = Status.Ok;
                return named with { Object = call.HasAddress ? call.Item : null };
            }

            PrintSubject? found = PrintSubject.Find(call, Request.FirstOperand, out status);
            if (found is { IsNamed: true })
            {
                _named = found;
            }

            return found;
        }

        public Status Show(Invocation call, in PrintSubject subject)
        {
            if (_event is null || subject.Type != _type)
            {
                if (Compile(call, subject) is { } refused)
                {
                    return refused;
                }
            }

            PrintEvent shown = _event!;
            bool layout = subject.Object is null;
            ulong address = subject.Object?.Bits ?? 0;
            AddressSpace memory = subject.Object?.Space ?? call.Session.Memory;
            AddressSpace? space = Request.IsPhysical ? call.Target.Physical : memory;
            if (Request.IsImmediate && !layout)
            {
                byte[] bytes = new byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, address);
                (address, space) = (0, new SnapshotSpace(memory, 0, bytes));
            }

            shown.Address = address;
            (shown.Space, shown.PointerSpace, shown.Layout, shown.IsImmediate) = (space, memory, layout, Request.IsImmediate);
            shown.Places.Clear();
            Status status = Status.Ok;
            PathFault? broken = null;
            foreach (PrintTarget target in _targets)
            {
                if (!target.TryPlace(space ?? memory, address, _warn ??= call.Run.Error, out PrintTarget.Place place, out PathFault fault))
                {
                    broken = fault;
                    break;
                }

                if (call.ToPipe && !layout)
                {
                    status = Send(call, shown, place) ? status : Status.Error;
                }
                else
                {
                    shown.Places.Add(place);
                }
            }

            if (shown.Places.Count > 0)
            {
                call.Emit(shown);
            }

            return broken is { } why ? Refuse(call, why) : Finish(call, subject, status);
        }

        private static bool Send(Invocation call, PrintEvent shown, in PrintTarget.Place place)
        {
            if (shown.TryItem(call.Run, place, out Item item))
            {
                call.Emit(item, prefix: true);
                return true;
            }

            call.Run.Error("failed to print type: " + Reasons.NoMapping);
            return false;
        }

        private static Status Refuse(Invocation call, in PathFault fault)
        {
            if (fault.Address is { } missing)
            {
                call.Run.ReadError(fault.Message, missing);
            }
            else
            {
                call.Run.Error(fault.Message);
            }

            return Status.Abort;
        }

        /// <summary>Dot moves behind the object, so that a count goes through objects that lie in a row.</summary>
        private Status Finish(Invocation call, in PrintSubject subject, Status status)
        {
            if (subject.Object is not { } seen || Request.IsImmediate)
            {
                return status;
            }

            if (!Request.IsPhysical && !call.ToPipe)
            {
                call.Session.LastObject = new Item(seen.Bits, subject.Type, seen.Space);
            }

            if (call.HasAddress)
            {
                call.Session.Dot = unchecked(seen.Bits + subject.Type.Size);
                call.Session.Increment = 0;
            }

            return status;
        }

        /// <summary>Null when all targets are compiled; a path that does not fit is found only in its turn.</summary>
        private Status? Compile(Invocation call, in PrintSubject subject)
        {
            Session session = call.Session;
            _targets.Clear();
            var numbers = new SessionNumbers(session);
            for (int i = subject.FirstMember; i < call.Arguments.Count; i++)
            {
                Argument word = call.Arguments[i];
                string? path = word.Text ?? OffsetPath.Of(subject.Type, word.Value, numbers);
                if (path is null)
                {
                    return call.Fail($"invalid offset {word.Value:x}", Status.Abort);
                }

                MemberPath compiled = MemberPath.Compile(subject.Type, path, numbers, call.Target.Types);
                _targets.Add(PrintTarget.Member(compiled, session.Plans, Request.Options));
            }

            if (_targets.Count == 0)
            {
                _targets.Add(PrintTarget.Whole(subject.Type, session.Plans, Request.Options));
            }

            _event = new PrintEvent(subject.Type, Request.Options, isBare: !call.Stock);
            _type = subject.Type;
            return null;
        }
    }
}
