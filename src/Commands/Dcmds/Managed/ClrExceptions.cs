using System.Globalization;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>Exceptions on the heap of .NET.</summary>
[Dcmd("clrexceptions")]
internal sealed class ClrExceptions : ManagedDcmd
{
    private sealed record Row(ulong Address, string Type, string Message, int HResult, uint Thread);

    private sealed record Frame(ulong ProgramCounter, string Function);

    private static readonly Table<Row> Layout = new(
        [
            new("address", r => Cell.Address(r.Address)), new("type", r => r.Type), new("message", r => r.Message),
            new("hresult", r => Cell.Address((uint)r.HResult)), new("tid", r => r.Thread == 0 ? Cell.None : (ulong)r.Thread),
        ],
        "         ADDRESS      TID  HRESULT TYPE AND MESSAGE",
        (r, w) => w.Printf("%?lx %8s %8x %s: %s\n", r.Address, r.Thread == 0 ? "-" : r.Thread.ToString(CultureInfo.InvariantCulture), (uint)r.HResult, r.Type, r.Message));

    private static readonly Table<Frame> Frames = new(
        [new("pc", f => Cell.Address(f.ProgramCounter)), new("function", f => f.Function)],
        Header: null,
        (f, w) => w.Printf("  %?lx %s\n", f.ProgramCounter, f.Function));

    public override DcmdInfo Info { get; } = new("clrexceptions", "list the exceptions of .NET")
    {
        Usage = "[-s]",
        Address = AddressUse.Optional,
        Ours = true,
        Help = """
            Lists the exceptions on the heap of .NET, and for those that a thread is about to end
            by the number of the thread; or the one at the address with those inside it.

              -s  with the stack that each was thrown on
            """,
    };

    protected override Status Invoke(Invocation call, ClrRuntime runtime)
    {
        if (CommandOptions.Parse(call, "s") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        List<ClrException> wanted = call.HasAddress ? Chain(call.Run, runtime.Heap.GetObject(call.Address)) : [];
        if (call.HasAddress && wanted.Count == 0)
        {
            return call.Fail($"no exception of .NET at {call.Address:x}");
        }

        call.Header(Layout);
        var threads = runtime.Threads.Where(t => t.CurrentException is not null)
            .GroupBy(t => t.CurrentException!.Address).ToDictionary(g => g.Key, g => g.First().OSThreadId);
        IEnumerable<ClrException> all = call.HasAddress
            ? wanted
            : runtime.Heap.EnumerateObjects(carefully: true).TakeWhile(_ => !call.Run.ShouldStop)
                .Where(o => o.IsValid && o.Type?.IsException == true).Select(o => o.AsException()!);
        foreach (ClrException exception in all)
        {
            var row = new Row(
                exception.Address, exception.Type?.Name ?? "?", exception.Message ?? "", exception.HResult, threads.GetValueOrDefault(exception.Address));
            if (!call.Row(Layout, row, new Item(exception.Address)))
            {
                break;
            }

            foreach (ClrStackFrame frame in options.Has('s') ? exception.StackTrace : [])
            {
                call.Row(Frames, new Frame(frame.InstructionPointer, frame.Method?.Signature ?? "[unknown]"));
            }
        }

        return Status.Ok;
    }

    private static List<ClrException> Chain(Run run, ClrObject of)
    {
        var chain = new List<ClrException>();
        ClrException? next = of.IsValid && of.Type?.IsException == true ? of.AsException() : null;
        for (; next is not null && chain.Count < Limits.InnerExceptions && chain.All(c => c.Address != next.Address); next = next.Inner)
        {
            chain.Add(next);
        }

        if (next is not null && chain.Count == Limits.InnerExceptions)
        {
            run.Partial(WalkFault.TooMany("inner exception", Limits.InnerExceptions, of.Address).Problem);
        }

        return chain;
    }
}
