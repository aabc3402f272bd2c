using System.Buffers.Binary;
using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

internal enum KmemDamage
{
    /// <summary>An allocated buffer was written to beyond the size that was asked for.</summary>
    RedzoneSize,

    /// <summary>The tag says something else than the buffer's state, or was overwritten.</summary>
    Tag,

    /// <summary>A free buffer was written to.</summary>
    Contents,

    /// <summary>What lies behind a free buffer was written to.</summary>
    RedzonePattern,
}

/// <summary>A damaged buffer.</summary>
/// <param name="Buffer">Its address.</param>
/// <param name="IsFree">Whether it is free.</param>
/// <param name="Damage">What is wrong.</param>
/// <param name="Place">The word that shows it.</param>
internal readonly record struct KmemFinding(ulong Buffer, bool IsFree, KmemDamage Damage, ulong Place);

/// <summary>
/// Checks the tags and patterns of a cache with redzones (sys/kmem_impl.h). Behind each buffer lies a tag: a pattern, the bufctl, and the
/// bufctl again in a code that tells allocated from free. An allocation of an odd size has a byte behind its last, and the size in the
/// tag; a free buffer is filled with a pattern.
/// </summary>
internal sealed class KmemVerify(KmemAllocator allocator, KmemCache cache, Action<KmemFault> fault)
{
    /// <summary>The size of an allocation is kept times this, plus one.</summary>
    private const uint SizeFactor = 251;

    /// <summary>The damaged buffers: allocated ones first, then, where free memory has a pattern, free ones; one finding each.</summary>
    public IEnumerable<KmemFinding> Findings()
    {
        ulong size = Math.Min(Math.Max(cache.ChunkSize, cache.BuftagOffset + (ulong)allocator.Layout.Tag.Size), Limits.ObjectBytes);
        var bytes = new byte[size];
        foreach (KmemBuffer buffer in KmemBuffers.Walk(allocator, cache.Address, KmemSelection.Allocated, bufctls: false, fault) ?? [])
        {
            if (TryRead(buffer.Address, bytes) && Allocated(buffer.Address, bytes) is { } finding)
            {
                yield return finding;
            }
        }

        if ((cache.Flags & KmemFlags.Deadbeef) == 0)
        {
            yield break;
        }

        foreach (KmemBuffer buffer in KmemBuffers.Walk(allocator, cache.Address, KmemSelection.Free, bufctls: false, fault) ?? [])
        {
            if (TryRead(buffer.Address, bytes) && Free(buffer.Address, bytes) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private bool TryRead(ulong buffer, byte[] bytes)
    {
        bool read = allocator.Memory.TryRead(buffer, bytes);
        if (!read)
        {
            fault(KmemFault.Unreadable(allocator.Memory, $"couldn't read buffer at {buffer:x}", buffer));
        }

        return read;
    }

    private KmemFinding? Allocated(ulong buffer, byte[] bytes)
    {
        ReadOnlySpan<byte> tag = Tag(bytes);
        ulong redzone = allocator.Layout.Tag.Redzone.Read(tag);
        if (redzone != KmemPatterns.Redzone)
        {
            uint code = (uint)(redzone >> 32);
            uint size = code / SizeFactor;
            bool isSize = code % SizeFactor == 1 && code != 1;
            if (!isSize || size >= (uint)bytes.Length || bytes[size] != KmemPatterns.RedzoneByte)
            {
                return new KmemFinding(buffer, IsFree: false, KmemDamage.RedzoneSize, Place(buffer, allocator.Layout.Tag.Redzone));
            }
        }

        return IsCoded(tag, KmemPatterns.AllocatedCode) ? null : new KmemFinding(buffer, IsFree: false, KmemDamage.Tag, Place(buffer, allocator.Layout.Tag.State));
    }

    private KmemFinding? Free(ulong buffer, byte[] bytes)
    {
        int verified = (int)Math.Min(cache.Verify, (ulong)bytes.Length) & ~7;
        for (int i = 0; i < verified; i += 8)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i)) != KmemPatterns.Free)
            {
                return new KmemFinding(buffer, IsFree: true, KmemDamage.Contents, buffer + (ulong)i);
            }
        }

        // Without a hash table the pattern is the link of the free list; a LITE cache keeps the first word of the object there.
        ReadOnlySpan<byte> tag = Tag(bytes);
        if (cache.IsHashed && !cache.IsLite && allocator.Layout.Tag.Redzone.Read(tag) != KmemPatterns.Redzone)
        {
            return new KmemFinding(buffer, IsFree: true, KmemDamage.RedzonePattern, Place(buffer, allocator.Layout.Tag.Redzone));
        }

        return IsCoded(tag, KmemPatterns.FreeCode) ? null : new KmemFinding(buffer, IsFree: true, KmemDamage.Tag, Place(buffer, allocator.Layout.Tag.State));
    }

    private ReadOnlySpan<byte> Tag(byte[] bytes) => bytes.AsSpan((int)Math.Min(cache.BuftagOffset, (ulong)bytes.Length));

    private ulong Place(ulong buffer, StructureField field) => unchecked(buffer + cache.BuftagOffset + (ulong)field.Offset);

    private bool IsCoded(ReadOnlySpan<byte> tag, ulong code) =>
        (allocator.Layout.Tag.Bufctl.Read(tag) ^ code) == allocator.Layout.Tag.State.Read(tag);
}
