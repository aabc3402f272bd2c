using DumpReader.Values;

namespace DumpReader.Kernel.Memory.Leaks;

/// <summary>How and when a buffer was allocated, as far as the allocator noted it.</summary>
/// <param name="Timestamp">0 where it was not noted.</param>
/// <param name="Frames">Program counters, innermost first.</param>
internal readonly record struct LeakOrigin(ulong Timestamp, ulong[] Frames)
{
    private const int MostBufctlFrames = 15;
    private const int MostSegmentFrames = 20;
    private const ulong Unused = 0xbaddcafebaddcafe;

    public static LeakOrigin None => new(0, []);

    /// <summary>Of an audited buffer, without the first frame: the same allocation shows in it whether or not a magazine had the buffer.</summary>
    public static LeakOrigin OfBufctl(KernelObjects kernel, ulong bufctl)
    {
        LeakOrigin whole = Of(kernel, "struct kmem_bufctl_audit", bufctl, "bc_", MostBufctlFrames);
        return whole with { Frames = whole.Frames.Length > 0 ? whole.Frames[1..] : [] };
    }

    public static LeakOrigin OfSegment(KernelObjects kernel, ulong segment) => Of(kernel, "struct vmem_seg", segment, "vs_", MostSegmentFrames);

    /// <summary>Of a buffer of a LITE cache: bt_history[0] is the last caller.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="tag">Address of the tag behind the buffer.</param>
    public static LeakOrigin OfTag(KernelObjects kernel, ulong tag)
    {
        ulong at = kernel.Type("struct kmem_buftag_lite").TryOffset("bt_history", out ulong history) ? history : 24;
        return kernel.Memory.TryReadUInt64(unchecked(tag + at), out ulong caller) && caller is not (0 or Unused)
            ? new LeakOrigin(0, [caller])
            : None;
    }

    private static LeakOrigin Of(KernelObjects kernel, string typeName, ulong address, string prefix, int most)
    {
        KernelType type = kernel.Type(typeName);
        // An arena without auditing has shorter segments: what is not there reads as no stack.
        if (type.Type is null || !new Value(kernel.Memory, type.Type, address).TrySnapshot(out Value value)
            || !Number(value, prefix + "depth", out ulong depth) || !Number(value, prefix + "timestamp", out ulong timestamp))
        {
            return None;
        }

        var frames = new ulong[Math.Min((int)Math.Min(depth, int.MaxValue), most)];
        for (int i = 0; i < frames.Length; i++)
        {
            Number(value, $"{prefix}stack[{i}]", out frames[i]);
        }

        return new LeakOrigin(timestamp, frames);
    }

    private static bool Number(Value value, string path, out ulong number)
    {
        number = 0;
        return value.TryGet(path, out Value member) && member.TryUInt64(out number);
    }
}
