using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>A <c>list_t</c> of the allocator, with the checks and words that stock mdb has for it.</summary>
internal static class KmemList
{
    /// <param name="kernel">Memory and types.</param>
    /// <param name="list">Address of the list.</param>
    /// <param name="what">In messages: <c>slab list</c>.</param>
    /// <param name="fault">Told of what ends the walk early.</param>
    /// <returns>The elements; null, with the fault said, where there is no list.</returns>
    public static IEnumerable<ulong>? Walk(KernelObjects kernel, ulong list, string what, Action<KmemFault> fault)
    {
        KernelType type = kernel.Type("list_t");
        ulong nodeSize = kernel.Type("struct list_node").Size;
        Span<byte> bytes = stackalloc byte[(int)Math.Min(type.Size, 256)];
        if (!kernel.Memory.TryRead(list, bytes))
        {
            fault(KmemFault.Unreadable(kernel.Memory, $"failed to read {what} at 0x{list:x}", list));
            return null;
        }

        ulong size = StructureField.Of(type, "list_size").Read(bytes);
        ulong offset = StructureField.Of(type, "list_offset").Read(bytes);
        ulong first = StructureField.Of(type, "list_head.list_next").Read(bytes);
        if (size < nodeSize || offset > size - nodeSize || first == 0)
        {
            fault(KmemFault.Damaged($"invalid or uninitialized {what} at 0x{list:x}", list));
            return null;
        }

        return ListNodes.Walk(kernel, list, f => fault(KmemFault.Of(kernel.Memory, f)), Limits.MemoryElements);
    }
}
