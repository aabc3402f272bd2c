using System.Buffers;
using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Scans;

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
    private delegate KmemFinding? Check(ulong buffer, ReadOnlySpan<byte> bytes);

    /// <summary>The size of an allocation is kept times this, plus one.</summary>
    private const uint SizeFactor = 251;

    /// <summary>
    /// The damaged buffers: allocated ones first, then, where free memory has a pattern, free ones; one finding each. The buffers are checked on
    /// all cores; findings and faults come in their order.
    /// </summary>
    /// <param name="control">May stop it.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    public IEnumerable<KmemFinding> Findings(IScanControl control, int workers = 0)
    {
        IEnumerable<KmemFinding> findings = Findings(KmemSelection.Allocated, Allocated, control, workers);
        return (cache.Flags & KmemFlags.Deadbeef) == 0 ? findings : findings.Concat(Findings(KmemSelection.Free, Free, control, workers));
    }

    private IEnumerable<KmemFinding> Findings(KmemSelection selection, Check check, IScanControl control, int workers)
    {
        ulong size = Math.Max(cache.ChunkSize, cache.BuftagOffset + (ulong)allocator.Layout.Tag.Size);
        if (size > Limits.ObjectBytes)
        {
            fault(KmemFault.Damaged($"buffers of cache {cache.Address:x} have {size} bytes, of which {Limits.ObjectBytes} are verified", cache.Address));
            size = Limits.ObjectBytes;
        }

        foreach (List<Result>? results in OrderedStream.Run(Buffers(selection), cache.BufTotal, batch => Look(batch, check, (int)size), control, workers))
        {
            foreach ((KmemFault? said, KmemFinding finding) in results ?? [])
            {
                if (said is { } missing)
                {
                    fault(missing);
                }
                else
                {
                    yield return finding;
                }
            }
        }
    }

    /// <summary>Buffers, and between them what went wrong on the way from one to the next.</summary>
    private IEnumerable<Element> Buffers(KmemSelection selection)
    {
        var faults = new List<KmemFault>();
        IEnumerable<KmemBuffer> buffers = KmemBuffers.Walk(allocator, cache.Address, selection, bufctls: false, faults.Add) ?? [];
        foreach (KmemBuffer buffer in buffers)
        {
            foreach (KmemFault said in faults)
            {
                yield return new Element(0, said);
            }

            faults.Clear();
            yield return new Element(buffer.Address, null);
        }

        foreach (KmemFault said in faults)
        {
            yield return new Element(0, said);
        }
    }

    private List<Result>? Look(Element[] batch, Check check, int size)
    {
        List<Result>? results = null;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(size);
        foreach ((ulong buffer, KmemFault? said) in batch)
        {
            if (said is not null)
            {
                (results ??= []).Add(new Result(said, default));
            }
            else if (!allocator.Memory.TryRead(buffer, bytes.AsSpan(0, size)))
            {
                (results ??= []).Add(new Result(KmemFault.Unreadable(allocator.Memory, $"couldn't read buffer at {buffer:x}", buffer), default));
            }
            else if (check(buffer, bytes.AsSpan(0, size)) is { } finding)
            {
                (results ??= []).Add(new Result(null, finding));
            }
        }

        ArrayPool<byte>.Shared.Return(bytes);
        return results;
    }

    private KmemFinding? Allocated(ulong buffer, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> tag = Tag(bytes);
        ulong redzone = allocator.Layout.Tag.Redzone.Read(tag);
        if (redzone != KmemPatterns.Redzone)
        {
            uint code = (uint)(redzone >> 32);
            uint size = code / SizeFactor;
            bool isSize = code % SizeFactor == 1 && code != 1;
            if (!isSize || size >= (uint)bytes.Length || bytes[(int)size] != KmemPatterns.RedzoneByte)
            {
                return new KmemFinding(buffer, IsFree: false, KmemDamage.RedzoneSize, Place(buffer, allocator.Layout.Tag.Redzone));
            }
        }

        return IsCoded(tag, KmemPatterns.AllocatedCode) ? null : new KmemFinding(buffer, IsFree: false, KmemDamage.Tag, Place(buffer, allocator.Layout.Tag.State));
    }

    private KmemFinding? Free(ulong buffer, ReadOnlySpan<byte> bytes)
    {
        int verified = (int)Math.Min(cache.Verify, (ulong)bytes.Length) & ~7;
        for (int i = 0; i < verified; i += 8)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..]) != KmemPatterns.Free)
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

    private ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> bytes) => bytes[(int)Math.Min(cache.BuftagOffset, (ulong)bytes.Length)..];

    private ulong Place(ulong buffer, StructureField field) => unchecked(buffer + cache.BuftagOffset + (ulong)field.Offset);

    private bool IsCoded(ReadOnlySpan<byte> tag, ulong code) =>
        (allocator.Layout.Tag.Bufctl.Read(tag) ^ code) == allocator.Layout.Tag.State.Read(tag);

    private readonly record struct Element(ulong Buffer, KmemFault? Fault);

    private readonly record struct Result(KmemFault? Fault, KmemFinding Finding);
}
