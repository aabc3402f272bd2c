using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Vmem;

/// <summary>Shows segments of arenas.</summary>
[Dcmd("vmem_seg")]
internal sealed class VmemSeg : Dcmd
{
    public override DcmdInfo Info { get; } = new("vmem_seg", "print or filter a vmem_seg")
    {
        Usage = "[-sv] [-c caller] [-e earliest] [-l latest] [-m minsize] [-M maxsize] [-t thread] [-T type]",
        Address = AddressUse.Required,
        Module = "genunix",
        Help = """
            Shows the segment of an arena at the address, and who allocated it where that was noted.

              -s  its size instead of its end
              -v  thread, time and stack of the allocation

            Only segments
              -c  with this function, or code address, on the stack
              -e  allocated at this time or later, -l at this time or earlier
              -m  of at least, -M at most this size
              -t  allocated by this thread
              -T  of this type: ALLOC, FREE, SPAN, ROTOR or WALKER

            Values are numbers: write -c $[function].
            """,
        Examples = ["*vmem_list::walk vmem_alloc | ::vmem_seg -s"],
    };

    public override string? InputType => "vmem_seg_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "sv", "celmMt", "T") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        VmemSegmentForm form = options.Has('v') ? VmemSegmentForm.Detailed : options.Has('s') ? VmemSegmentForm.Sizes : VmemSegmentForm.Line;
        if (call.WantsHeader && !call.ToPipe)
        {
            call.Line(VmemSegmentEvent.Header(form));
        }

        VmemSegmentKind? kind = null;
        if (options.Text('T') is { } name && (kind = Kind(name)) is null)
        {
            return call.Fail($"\"{name}\" is not a recognized vmem_seg type");
        }

        if (!KernelObject.TryRead(call.Run, "vmem_seg_t", call.Address, "couldn't read vmem_seg at ", out Value value))
        {
            return Status.Error;
        }

        var segment = new VmemSegmentEvent(value, form);
        bool wanted = (kind is null || segment.Kind == kind) && IsWanted(call.Session, segment, options);
        return !wanted || call.Emit(segment) ? Status.Ok : Status.Abort;
    }

    private static bool IsWanted(Session session, VmemSegmentEvent segment, CommandOptions options)
    {
        ulong caller = options.Number('c', 0);
        ulong earliest = options.Number('e', 0);
        ulong latest = options.Number('l', 0);
        ulong thread = options.Number('t', 0);
        ulong largest = options.Number('M', 0);
        bool asksWho = (caller | earliest | latest | thread) != 0;
        return segment.Size >= options.Number('m', 0)
            && (largest == 0 || segment.Size <= largest)
            && (!asksWho || segment.IsAudited)
            && (caller == 0 || segment.Stack.Passes(session, caller))
            && (earliest == 0 || (long)segment.Timestamp >= (long)earliest)
            && (latest == 0 || (long)segment.Timestamp <= (long)latest)
            && (thread == 0 || segment.Thread == thread);
    }

    private static VmemSegmentKind? Kind(string name) => name switch
    {
        "ALLC" or "ALLOC" => VmemSegmentKind.Allocated,
        "FREE" => VmemSegmentKind.Free,
        "SPAN" => VmemSegmentKind.Span,
        "ROTR" or "ROTOR" => VmemSegmentKind.Rotor,
        "WLKR" or "WALKER" => VmemSegmentKind.Walker,
        _ => null,
    };
}
