using Commands.Dcmds.Kernel;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Vmem;

internal enum VmemSegmentForm { Line, Sizes, Detailed }

/// <summary>A segment of an arena as ::vmem_seg and ::whatis show it.</summary>
/// <param name="segment">A <c>struct vmem_seg</c>, read whole.</param>
/// <param name="form">One line with the end or the size, or all that is known.</param>
internal sealed class VmemSegmentEvent(Value segment, VmemSegmentForm form) : FactEvent
{
    private const int MostFrames = 20;

    private readonly VmemSegmentKind _kind = (VmemSegmentKind)segment.Number("vs_type");
    private readonly int _depth = (int)segment.Number("vs_depth");

    public override Item? Item => new Item(segment.Address, segment.Type);

    public override string? TableHeading => Header(form);

    public VmemSegmentKind Kind => _kind;

    public ulong Start { get; } = segment.Number("vs_start");

    public ulong End { get; } = segment.Number("vs_end");

    public ulong Size => unchecked(End - Start);

    public ulong Thread { get; } = segment.Number("vs_thread");

    public ulong Timestamp { get; } = segment.Number("vs_timestamp");

    /// <summary>Whether the arena noted who allocated this, and when.</summary>
    public bool IsAudited => _kind == VmemSegmentKind.Allocated && _depth is > 0 and <= MostFrames;

    public CallStack Stack => IsAudited
        ? new CallStack([.. Enumerable.Range(0, _depth).Select(i => segment.Number($"vs_stack[{i}]"))])
        : new CallStack([]);

    /// <summary>The heading of a form, its final newline left out.</summary>
    public static string Header(VmemSegmentForm form) => form switch
    {
        VmemSegmentForm.Line => "            ADDR TYPE            START              END WHO",
        VmemSegmentForm.Sizes => "            ADDR TYPE            START             SIZE WHO",
        _ => "            ADDR TYPE            START              END             SIZE\n"
            + "                                THREAD        TIMESTAMP                 ",
    };

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (form == VmemSegmentForm.Detailed)
        {
            Detailed(writer);
            return;
        }

        writer.Printf("%0?p %4s %0?p %0?p", segment.Address, Name, Start, form == VmemSegmentForm.Sizes ? Size : End);
        if (Stack.Caller(run.Session, "vmem_") is { } caller)
        {
            writer.Printf(" %a", caller);
        }

        writer.NewLine();
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(segment.Address));
        facts.Add("type", Name);
        facts.Add("start", Cell.Address(Start));
        facts.Add("end", Cell.Address(End));
        facts.Add("size", Size);
        CallStack stack = Stack;
        facts.Add("thread", IsAudited ? Cell.Address(Thread) : Cell.None);
        facts.Add("timestamp", IsAudited ? Timestamp : Cell.None);
        facts.Add("who", stack.Caller(run.Session, "vmem_") is { } caller ? Cell.Symbolic(caller) : Cell.None);
        stack.Facts(facts);
    }

    private string Name => _kind switch
    {
        VmemSegmentKind.Allocated => "ALLC",
        VmemSegmentKind.Free => "FREE",
        VmemSegmentKind.Span => "SPAN",
        VmemSegmentKind.Rotor => "ROTR",
        VmemSegmentKind.Walker => "WLKR",
        _ => "????",
    };

    private void Detailed(MdbWriter writer)
    {
        // The size as stock mdb shows it: a signed number of 32 bits.
        writer.Printf("%16p %4s %16p %16p %16d\n", segment.Address, Name, Start, End, unchecked((int)Size));
        if (IsAudited)
        {
            writer.Printf("%16s %4s %16p %16llx\n", "", "", Thread, Timestamp);
            Stack.WriteText(writer);
        }
    }
}
