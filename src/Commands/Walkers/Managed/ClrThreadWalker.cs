using Commands.Pipeline;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Walkers.Managed;

/// <summary>The threads that .NET knows.</summary>
[Walker("clrthread")]
internal sealed class ClrThreadWalker : ClrWalker
{
    public override WalkerInfo Info { get; } = new("clrthread", "threads of .NET") { Module = "mdb", Ours = true };

    protected override IEnumerable<Item> Walk(Run run, ClrRuntime runtime, Item? start) => runtime.Threads.Select(t => new Item(t.Address));
}
