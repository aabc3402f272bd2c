using System.Text;
using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Who panicked, why, and the registers at that moment.</summary>
[Dcmd("panicinfo")]
internal sealed class PanicInfo : Dcmd
{
    /// <summary>PANICBUFVERS of sys/panic.h.</summary>
    private const ulong Version = 2;

    private const int LongestMessage = 8192;

    public override DcmdInfo Info { get; } = new("panicinfo", "print panic information")
    {
        Module = "genunix",
        StockHelp = false,
        StockPipeForm = false,
        Help = "Shows the processor and the thread that panicked, the message, and the registers as the panic saved them.",
        Examples = ["::panicinfo"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.HasAddress)
        {
            return Status.Usage;
        }

        Run run = call.Run;
        if (!KernelObject.TryVariable(run, "panic_cpu", out Value cpu))
        {
            bool known = call.Session.FindSymbol(null, "panic_cpu", out _) == SymbolLookup.Found;
            return call.Fail($"failed to read 'panic_cpu': {(known ? "its type is not known" : Reasons.UnknownSymbol)}");
        }

        if (KernelObject.Variable(run, "panic_thread") is not { } thread)
        {
            return call.Fail($"failed to read 'panic_thread': {Reasons.UnknownSymbol}");
        }

        if (Read(run) is not { } panic)
        {
            return call.Fail("failed to read 'panicbuf'");
        }

        call.Emit(new PanicEvent(cpu.Signed("cpu_id"), thread, panic.Message, panic.Registers));
        return Status.Ok;
    }

    private static (string Message, List<(string Name, ulong Value)> Registers)? Read(Run run)
    {
        if (run.Session.FindSymbol(null, "panicbuf", out var symbol) != SymbolLookup.Found
            || run.Session.FindType("panic_data_t", out _) is not { } type)
        {
            return null;
        }

        var data = new Value(run.Memory, type, symbol.Value);
        if (data.Number("pd_version") != Version || !data.TryGet("pd_nvdata", out Value pairs) || pairs.Type.Resolve() is not ArrayType { Element.Size: > 0 } array)
        {
            return null;
        }

        ulong end = data.Number("pd_msgoff");
        ulong start = pairs.Address - data.Address;
        var registers = new List<(string, ulong)>();
        for (ulong at = start; at + array.Element.Size <= end && end <= Math.Max(symbol.Size, 1) && !run.ShouldStop; at += array.Element.Size)
        {
            var pair = new Value(run.Memory, array.Element, data.Address + at);
            registers.Add((pair.Text("pnv_name"), pair.Number("pnv_value")));
        }

        var text = new byte[LongestMessage];
        int got = run.Target.Memory.Read(data.Address + end, text.AsSpan(0, (int)Math.Clamp((long)symbol.Size - (long)end, 0, LongestMessage)));
        int length = Array.IndexOf(text, (byte)0, 0, got);
        return (Encoding.Latin1.GetString(text, 0, length < 0 ? got : length), registers);
    }

    private sealed class PanicEvent(long cpu, ulong thread, string message, List<(string Name, ulong Value)> registers) : FactEvent
    {
        public override void WriteText(Run run, MdbWriter writer)
        {
            writer.Printf("%16s %?d\n%16s %?p\n%16s %s\n", "cpu", (int)cpu, "thread", thread, "message", message);
            foreach ((string name, ulong value) in registers)
            {
                writer.Printf("%16s %?llx\n", name, value);
            }
        }

        [NamesOfDump(RegistersEvent.Known)]
        public override void Facts(Run run, FactWriter facts)
        {
            facts.Add("cpu", cpu);
            facts.Add("thread", Cell.Address(thread));
            facts.Add("message", message);
            facts.StartObject("registers");
            foreach ((string name, ulong value) in registers.DistinctBy(r => r.Name))
            {
                facts.Add(name, Cell.Address(value));
            }

            facts.EndObject();
        }
    }
}
