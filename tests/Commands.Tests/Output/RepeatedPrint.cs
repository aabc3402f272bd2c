using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using Commands.Tests.Fakes;

namespace Commands.Tests.Output;

/// <summary>One stage of a pipeline that prints element after element, as the runner calls it.</summary>
internal sealed class RepeatedPrint
{
    private readonly Invocation _call;
    private readonly ulong _address;

    public RepeatedPrint(Bench bench, ulong address, params string[] words)
    {
        _address = address;
        var run = new Run(bench.Session, CancellationToken.None);
        var writer = new MdbWriter(Stream.Null) { Symbolizer = bench.Session };
        _call = new Invocation(bench.Session, run, new Print(), [.. words.Select(w => new Argument(w))], new SessionSink(run, new TextLines(writer)));
    }

    public void Run(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _call.Item = new Item(_address);
            _call.HasAddress = true;
            _call.Dcmd.Invoke(_call);
        }
    }
}
