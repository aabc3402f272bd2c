using System.Globalization;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Managed;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>The stack of a thread of .NET.</summary>
[Dcmd("clrstack")]
internal sealed class ClrStack : ManagedDcmd
{
    private sealed record Frame(ulong StackPointer, ulong ProgramCounter, string Function, string Kind);

    private sealed record Slot(ulong Address, ulong Object, string Type);

    private static readonly Table<Frame> Layout = new(
        [
            new("sp", f => Cell.Address(f.StackPointer)), new("pc", f => Cell.Address(f.ProgramCounter)), new("function", f => f.Function),
            new("kind", f => f.Kind),
        ],
        "              SP               PC FUNCTION",
        (f, w) => w.Printf("%?lx %?lx %s\n", f.StackPointer, f.ProgramCounter, f.Function));

    private static readonly Table<Slot> Slots = new(
        [new("address", s => Cell.Address(s.Address)), new("object", s => Cell.Address(s.Object)), new("type", s => s.Type)],
        Header: null,
        (s, w) => w.Printf("  %?lx %?lx %s\n", s.Address, s.Object, s.Type));

    public override DcmdInfo Info { get; } = new("clrstack", "print the stack of a thread of .NET")
    {
        Usage = "[-a]",
        Address = AddressUse.Optional,
        Ours = true,
        Help = """
            Lists the methods on the stack of a thread of .NET, innermost first: of the one at the
            address (or with that number in the system), or of the one that failed.

              -a  with the objects that each frame holds: address of the variable, of the object, type
            """,
    };

    protected override Status Invoke(Invocation call, ClrRuntime runtime)
    {
        if (CommandOptions.Parse(call, "a") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        ClrThread? thread = call.HasAddress
            ? runtime.Threads.FirstOrDefault(t => ClrThreads.Is(t, call.Address))
            : runtime.Threads.FirstOrDefault(t => t.CurrentException is not null)
                ?? runtime.Threads.FirstOrDefault(t => call.Target.Process?.Threads is [var failed, ..] && t.OSThreadId == failed.Id)
                ?? runtime.Threads.FirstOrDefault();
        if (thread is null)
        {
            return call.Fail(call.HasAddress ? $"no thread of .NET at {call.Address:x}" : "no threads of .NET");
        }

        call.Header(Layout);
        ILookup<ulong, Slot>? slots = options.Has('a') ? Objects(call, thread) : null;
        int frames = 0;
        foreach (ClrStackFrame frame in thread.EnumerateStackTrace(includeContext: false, Limits.ManagedFrames))
        {
            if (++frames == Limits.ManagedFrames)
            {
                call.Run.Partial(WalkFault.TooMany("frame", Limits.ManagedFrames, frame.StackPointer).Problem);
            }

            string function = frame.Method?.Signature ?? (frame.FrameName is { Length: > 0 } name ? $"[{name}]" : "[unknown]");
            if (!call.Row(Layout, new Frame(frame.StackPointer, frame.InstructionPointer, function, frame.Kind.ToString()), new Item(frame.InstructionPointer)))
            {
                break;
            }

            foreach (Slot slot in slots?[frame.StackPointer] ?? [])
            {
                call.Row(Slots, slot, new Item(slot.Object));
            }
        }

        return Status.Ok;
    }

    private static ILookup<ulong, Slot> Objects(Invocation call, ClrThread thread) =>
        HelperProcess.Ask(Process(call), ["stack", thread.OSThreadId.ToString(CultureInfo.InvariantCulture)], call.Run.Partial, () => call.Run.ShouldStop)
            .Where(words => words is ["slot", _, _, _, _])
            .Select(words => (Frame: Number(words[1]), Slot: new Slot(Number(words[2]), Number(words[3]), words[4])))
            .Where(s => s.Slot.Object != 0)
            .ToLookup(s => s.Frame, s => s.Slot);

    private static ulong Number(string text) =>
        ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong value) ? value : 0;
}
