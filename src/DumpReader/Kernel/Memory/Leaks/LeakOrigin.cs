using DumpReader.Values;

namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>How and when a buffer was allocated, as far as the allocator noted it.</summary>
/// <param name="Timestamp">0 where it was not noted.</param>
/// <param name="Frames">Program counters, innermost first.</param>
internal readonly record struct LeakOrigin(ulong Timestamp, ulong[] Frames)
{
    private const ulong MostSegmentFrames = 20;

    public static LeakOrigin None => new(0, []);

    /// <summary>Of an audited buffer, without the first frame: the same allocation shows in it whether or not a magazine had the buffer.</summary>
    public static LeakOrigin OfBufctl(KmemAllocator allocator, ulong bufctl) =>
        KmemAudit.Read(allocator, bufctl) is { } audit ? new LeakOrigin(audit.Timestamp, audit.Stack is [_, .. var callers] ? callers : []) : None;

    public static LeakOrigin OfSegment(KernelObjects kernel, ulong segment)
    {
        KernelType type = kernel.Type("struct vmem_seg");

        // An arena without auditing has shorter segments: what is not there reads as no stack.
        if (type.Type is null || !new Value(kernel.Memory, type.Type, segment).TrySnapshot(out Value value)
            || !Number(value, "vs_depth", out ulong depth) || !Number(value, "vs_timestamp", out ulong timestamp))
        {
            return None;
        }

        var frames = new ulong[Math.Min(depth, MostSegmentFrames)];
        for (int i = 0; i < frames.Length; i++)
        {
            Number(value, $"vs_stack[{i}]", out frames[i]);
        }

        return new LeakOrigin(timestamp, frames);
    }

    /// <summary>Of a buffer of a LITE cache: bt_history[0] is the last caller.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="tag">Address of the tag behind the buffer.</param>
    public static LeakOrigin OfTag(KernelObjects kernel, ulong tag)
    {
        ulong at = kernel.Type("struct kmem_buftag_lite").TryOffset("bt_history", out ulong history) ? history : 24;
        return kernel.Memory.TryReadUInt64(unchecked(tag + at), out ulong caller) && caller is not (0 or KmemPatterns.Unused)
            ? new LeakOrigin(0, [caller])
            : None;
    }

    private static bool Number(Value value, string path, out ulong number)
    {
        number = 0;
        return value.TryGet(path, out Value member) && member.TryUInt64(out number);
    }
}
