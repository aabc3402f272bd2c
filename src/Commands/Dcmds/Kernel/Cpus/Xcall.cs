using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows what processors ask of each other.</summary>
[Dcmd("xcall")]
internal sealed class Xcall : Dcmd
{
    private static readonly Table<Value> Layout = new(
        [
            new("cpu", r => r.Signed("cpu_id")), new("pend", r => r.Number("cpu_m.xc_work_cnt")),
            new("handler", r => Handler(r) == 0 ? Cell.None : Cell.Symbolic(Handler(r))),
        ],
        "CPU PEND HANDLER",
        Write);

    public override DcmdInfo Info { get; } = new("xcall", "print CPU cross-call state")
    {
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "unix",
        StockPipeForm = false,
        Help = "Shows for each processor, or the cpu_t given, how many cross calls are pending and the function that the others are to run.",
        Examples = ["::xcall"],
    };

    public override string? InputType => "cpu_t";

    public override Status Invoke(Invocation call) =>
        call.Arguments.Count > 0 ? Status.Usage : KernelObject.EachRow(call, "cpu", "cpu_t", Layout);

    private static ulong Handler(Value cpu) => cpu.Number("cpu_m.xc_data.xc_func");

    private static void Write(Value cpu, MdbWriter writer)
    {
        writer.Printf("%3d %4d ", (int)cpu.Signed("cpu_id"), (int)cpu.Number("cpu_m.xc_work_cnt"));
        if (Handler(cpu) is var handler and not 0)
        {
            writer.Printf("%a\n", handler);
        }
        else
        {
            writer.Write("-\n");
        }
    }
}
