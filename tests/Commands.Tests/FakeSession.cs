using System.Text;
using Commands.Output;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using Shared;

namespace Commands.Tests;

/// <summary>A session over a kernel built in memory, and what it said.</summary>
internal sealed class FakeSession
{
    private readonly MemoryStream _error = new();

    public FakeSession(FakeKernel kernel, bool stock = false)
    {
        Kernel = kernel;
        var streams = new SessionStreams(Stream.Null, Stream.Null, _error);
        Session = new Session(new FakeTarget(kernel.Memory, kernel.Symbols, kernel.Types), streams, new SessionOptions { Stock = stock });
        Run = new Run(Session, CancellationToken.None);
    }

    public FakeKernel Kernel { get; }

    public Session Session { get; }

    public Run Run { get; }

    public string Errors => Encoding.Latin1.GetString(_error.ToArray());

    /// <summary>The elements of a walk, null where it did not start.</summary>
    public List<ulong>? Walk(Walker walker, Item? start) => walker.Walk(Run, start)?.Select(item => item.Bits).ToList();

    /// <summary>Calls a dcmd; text and values are what it emitted.</summary>
    public (Status Status, string Text, List<Item> Items) Call(Dcmd dcmd, ulong? address, params string[] arguments)
    {
        using var text = new MemoryStream();
        using var writer = new MdbWriter(text) { Symbolizer = Session };
        var items = new List<Item>();
        var call = new Invocation(Session, Run, dcmd, [.. arguments.Select(a => new Argument(a))], new Collect(Run, writer, items))
        {
            HasAddress = address is not null,
            Item = new Item(address ?? 0),
        };
        Status status = dcmd.Invoke(call);
        writer.Flush();
        return (status, Encoding.Latin1.GetString(text.ToArray()), items);
    }

    private sealed class Collect(Run run, MdbWriter writer, List<Item> items) : global::Commands.Pipeline.Output
    {
        public override bool Emit(OutputEvent output)
        {
            output.WriteText(run, writer);
            if (output.Item is { } item)
            {
                items.Add(item);
            }

            return true;
        }
    }
}
