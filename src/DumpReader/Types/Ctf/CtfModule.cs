using DumpReader.Symbols;

namespace DumpReader.Types.Ctf;

/// <summary>What the catalog needs of a kernel module: its name, its container as it lies in the dump, and its symbols.</summary>
/// <param name="Name">As in the module list, e.g. <c>genunix</c>.</param>
/// <param name="ReadCtf">The bytes at ctfdata (<c>struct module</c>, sys/kobj.h); empty where there are none. Called once.</param>
/// <param name="Symbols">The module's own table: the function and object sections run in its order.</param>
internal sealed record CtfModule(string Name, Func<ReadOnlyMemory<byte>> ReadCtf, SymbolTable Symbols)
{
    /// <summary>Whether an address lies in the module; spares looking through the symbols of every other one.</summary>
    public Func<ulong, bool> Contains { get; init; } = static _ => true;
}
