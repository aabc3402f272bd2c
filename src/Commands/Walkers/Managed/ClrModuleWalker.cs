using Commands.Pipeline;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Walkers.Managed;

/// <summary>The modules that .NET has loaded.</summary>
[Walker("clrmodule")]
internal sealed class ClrModuleWalker : ClrWalker
{
    public override WalkerInfo Info { get; } = new("clrmodule", "modules of .NET") { Module = "mdb", Ours = true };

    protected override IEnumerable<Item> Walk(Run run, ClrRuntime runtime, Item? start) => runtime.EnumerateModules().Select(m => new Item(m.Address));
}
