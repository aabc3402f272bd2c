using DumpReader.Values;

namespace DumpReader.Kernel.Memory;

/// <summary>An arena (<c>vmem_t</c>, sys/vmem_impl.h) and its place in the tree that vm_source makes of all arenas.</summary>
/// <param name="Address">Where the structure lies.</param>
/// <param name="Source">The arena that it imports from; 0 for none.</param>
/// <param name="Depth">How many arenas it imports from, one through the other.</param>
internal readonly record struct VmemArena(ulong Address, ulong Source, int Depth)
{
    /// <summary>VMC_IDENTIFIER: what the arena hands out are numbers, not memory.</summary>
    private const ulong Identifier = 0x40000;

    /// <summary>vm_name; empty where it is not in the dump.</summary>
    public string Name(KernelObjects kernel) =>
        kernel.TryGet(kernel.Type("struct vmem"), Address, "vm_name", out Value name) && name.TryString(out string text) ? text : "";

    public bool IsIdentifier(KernelObjects kernel) =>
        kernel.TryGet(kernel.Type("struct vmem"), Address, "vm_cflags", out Value flags) && flags.TryUInt64(out ulong bits) && (bits & Identifier) != 0;
}
