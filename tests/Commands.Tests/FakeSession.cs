using System.Text;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;
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
        Session = new Session(new Target(kernel), streams, new SessionOptions { Stock = stock });
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

    private sealed class Target(FakeKernel kernel) : ITarget
    {
        public string Kind => "kvm";

        public AddressSpace Memory => kernel.Memory;

        public AddressSpace? Physical => null;

        public SymbolCatalog Symbols { get; } = new FakeSymbols(kernel.Symbols);

        public TypeCatalog Types => kernel.Types;

        public IReadOnlyList<Module> Modules => [];

        public IReadOnlyDictionary<string, ulong> Registers { get; } = new Dictionary<string, ulong>();

        public IReadOnlyList<Problem> Problems => [];

        public AddressSpace? UserSpace(ulong addressSpace) => null;

        public void Dispose()
        {
        }
    }
}
