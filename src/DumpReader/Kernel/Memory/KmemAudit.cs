using System.Buffers.Binary;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// The record of the last transaction with a buffer (<c>kmem_bufctl_audit_t</c>, sys/kmem_impl.h), in the bufctl itself or in a log.
/// </summary>
/// <param name="Address">Where the record lies.</param>
/// <param name="Buffer">The buffer.</param>
/// <param name="Slab">Its slab.</param>
/// <param name="Cache">Its cache.</param>
/// <param name="Timestamp">When, in nanoseconds since boot; 0 for never.</param>
/// <param name="Thread">Who.</param>
/// <param name="LastLog">The entry of this transaction in the log.</param>
/// <param name="Contents">What the buffer held when it was freed, in the log of contents; 0 for nothing.</param>
/// <param name="Stack">Program counters, innermost first.</param>
internal sealed record KmemAudit(
    ulong Address, ulong Buffer, ulong Slab, ulong Cache, ulong Timestamp, ulong Thread, ulong LastLog, ulong Contents, ulong[] Stack)
{
    /// <summary>Reads a record whole; null where it is not in the dump.</summary>
    public static KmemAudit? Read(KmemAllocator allocator, ulong address)
    {
        var bytes = new byte[allocator.Layout.Audit.Size];
        return bytes.Length > 0 && allocator.Memory.TryRead(address, bytes) ? Of(allocator.Layout.Audit, address, bytes) : null;
    }

    /// <summary>A record from its bytes.</summary>
    public static KmemAudit Of(KmemLayout.AuditFields fields, ulong address, ReadOnlySpan<byte> bytes)
    {
        var stack = new ulong[Math.Clamp((int)fields.Depth.Read(bytes), 0, fields.MostFrames)];
        for (int i = 0; i < stack.Length; i++)
        {
            stack[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(fields.Stack.Offset + (i * 8))..]);
        }

        return new KmemAudit(
            address, fields.Buffer.Read(bytes), fields.Slab.Read(bytes), fields.Cache.Read(bytes), fields.Timestamp.Read(bytes),
            fields.Thread.Read(bytes), fields.LastLog.Read(bytes), fields.Contents.Read(bytes), stack);
    }

    /// <summary>
    /// This transaction and, from the log, those before it with the same buffer, newest first; ends where an older record was overwritten.
    /// </summary>
    public IEnumerable<KmemAudit> History(KmemAllocator allocator)
    {
        KmemAudit current = this;
        if (LastLog != 0 && Read(allocator, LastLog) is { } copy && IsSameBuffer(copy) && copy.Timestamp == Timestamp && copy.Thread == Thread)
        {
            current = copy;
        }

        // Times go down with each step, so this ends.
        while (true)
        {
            yield return current;
            if (current.LastLog == 0 || Read(allocator, current.LastLog) is not { } older || !IsSameBuffer(older)
                || older.Timestamp >= current.Timestamp)
            {
                yield break;
            }

            current = older;
        }
    }

    private bool IsSameBuffer(KmemAudit other) => other.Buffer == Buffer && other.Cache == Cache && other.Slab == Slab;
}
