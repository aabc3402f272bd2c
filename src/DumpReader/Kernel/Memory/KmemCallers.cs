using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>The callers that light auditing (KMF_LITE) keeps behind the tag of a buffer: bt_history of <c>kmem_buftag_lite_t</c>.</summary>
internal static class KmemCallers
{
    /// <summary>Newest first; none where the tag is damaged or the buffer was never used.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="cache">The cache.</param>
    /// <param name="buffer">Address of the buffer.</param>
    /// <param name="fault">Told of a number of callers that no kernel keeps.</param>
    public static IReadOnlyList<ulong> Of(KmemAllocator allocator, KmemCache cache, ulong buffer, Action<KmemFault> fault)
    {
        KernelType type = allocator.Kernel.Type("struct kmem_buftag_lite");
        StructureField history = StructureField.Of(type, "bt_history");
        ulong tag = unchecked(buffer + cache.BuftagOffset);
        if (!history.IsKnown || !IsConsistent(allocator, tag)
            || !allocator.Kernel.TrySymbol("kmem_lite_count", out ulong at) || !allocator.Memory.TryReadUInt32(at, out uint count))
        {
            return [];
        }

        var callers = new List<ulong>();
        ulong believed = WalkFault.AtMost(count, Limits.LiteCallers, "kmem_lite_count", at, f => fault(KmemFault.Of(allocator.Memory, f)));
        for (ulong i = 0; i < believed; i++)
        {
            if (!allocator.Memory.TryReadUInt64(unchecked(tag + (ulong)history.Offset + (i * 8)), out ulong caller) || caller is 0 or KmemPatterns.Unused)
            {
                break;
            }

            callers.Add(caller);
        }

        return callers;
    }

    private static bool IsConsistent(KmemAllocator allocator, ulong tag)
    {
        KmemLayout.TagFields fields = allocator.Layout.Tag;
        return allocator.Memory.TryReadUInt64(unchecked(tag + (ulong)Math.Max(fields.Bufctl.Offset, 0)), out ulong bufctl)
            && allocator.Memory.TryReadUInt64(unchecked(tag + (ulong)Math.Max(fields.State.Offset, 0)), out ulong state)
            && (bufctl ^ state) is KmemPatterns.AllocatedCode or KmemPatterns.FreeCode;
    }
}
