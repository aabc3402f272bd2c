using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Symbols;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// A log of the allocator's transactions (<c>kmem_log_header_t</c>, sys/kmem_impl.h): chunks of audit records that the CPUs fill in turn.
/// </summary>
internal sealed class KmemLog
{
    private readonly KmemAllocator _allocator;
    private readonly ulong _base;
    private readonly ulong _chunkSize;
    private readonly uint _chunks;
    private readonly ulong _cpus;

    private KmemLog(KmemAllocator allocator, KernelType type, ulong header, ReadOnlySpan<byte> bytes)
    {
        _allocator = allocator;
        _base = StructureField.Of(type, "lh_base").Read(bytes);
        _chunkSize = StructureField.Of(type, "lh_chunksize").Read(bytes);
        _chunks = (uint)StructureField.Of(type, "lh_nchunks").Read(bytes);
        _cpus = unchecked(header + (ulong)StructureField.Of(type, "lh_cpu").Offset);
    }

    /// <summary>Opens a log; null, with the fault said, where its header is not in the dump.</summary>
    /// <param name="allocator">The allocator.</param>
    /// <param name="header">Address of the header.</param>
    /// <param name="fault">Told of what is missing.</param>
    public static KmemLog? Open(KmemAllocator allocator, ulong header, Action<KmemFault> fault)
    {
        KernelType type = allocator.Kernel.Type("struct kmem_log_header");
        var bytes = new byte[(int)Math.Min(type.Size, Limits.ObjectBytes)];
        if (bytes.Length == 0)
        {
            fault(new KmemFault(KmemFaultKind.Missing, "the dump's types have no kmem_log_header_t", 0));
            return null;
        }

        if (allocator.Memory.TryRead(header, bytes))
        {
            return new KmemLog(allocator, type, header, bytes);
        }

        fault(KmemFault.Unreadable(allocator.Memory, $"failed to read log header at {header:x}", header));
        return null;
    }

    /// <summary>
    /// Addresses of the records, newest first; those never used come last. Of each chunk the last record that fits is left out, as it
    /// is in stock mdb.
    /// </summary>
    /// <param name="fault">Told of chunks that are not in the dump.</param>
    public IReadOnlyList<ulong> Entries(Action<KmemFault> fault)
    {
        int size = _allocator.Layout.Audit.Size;
        StructureField time = _allocator.Layout.Audit.Timestamp;
        if (_chunkSize / (ulong)Math.Max(size, 1) < 2)
        {
            return [];
        }

        if (_chunkSize > Limits.LogChunk || _chunks > Limits.LogChunks)
        {
            fault(KmemFault.Damaged($"log at {_base:x} has {_chunks} chunks of {_chunkSize} bytes, expected at most {Limits.LogChunks} of {Limits.LogChunk}", _base));
            return [];
        }

        int each = (int)(_chunkSize / (ulong)size) - 1;
        var chunk = new byte[each * size];
        var found = new List<(ulong Time, ulong Address)>();
        for (uint i = 0; i < _chunks; i++)
        {
            ulong at = unchecked(_base + (i * _chunkSize));
            int got = _allocator.Memory.Read(at, chunk) / size;
            for (int entry = 0; entry < got; entry++)
            {
                found.Add((time.Read(chunk.AsSpan(entry * size, size)), unchecked(at + (ulong)(entry * size))));
            }

            if (got < each)
            {
                fault(KmemFault.Unreadable(_allocator.Memory, $"failed to read log chunk at {at:x}", at));
                break;
            }
        }

        found.Sort(static (a, b) => a.Time != b.Time ? ((long)b.Time).CompareTo((long)a.Time) : a.Address.CompareTo(b.Address));
        return [.. found.Select(f => f.Address)];
    }

    /// <summary>What each CPU has written of the chunk that it fills; a CPU that is not there has an empty range.</summary>
    /// <param name="fault">Told where there are more CPUs than is believed.</param>
    public IReadOnlyList<(ulong From, ulong To)> CurrentChunks(Action<KmemFault> fault)
    {
        KernelType type = _allocator.Kernel.Type("struct kmem_cpu_log_header");
        var current = StructureField.Of(type, "clh_current");
        var chunk = StructureField.Of(type, "clh_chunk");
        if (type.Size is 0 or > 4096 || _allocator.Kernel.Symbols.Find(null, "cpu", out Symbol cpus) != SymbolLookup.Found)
        {
            return [];
        }

        ulong believed = WalkFault.AtMost(cpus.Size / 8, Limits.Cpus, "cpu", cpus.Value, f => fault(KmemFault.Of(_allocator.Memory, f)));
        var table = new byte[(int)believed * 8];
        int count = _allocator.Memory.Read(cpus.Value, table) / 8;
        var bytes = new byte[(int)type.Size];
        var ranges = new List<(ulong, ulong)>();
        for (int i = 0; i < count; i++)
        {
            bool there = BinaryPrimitives.ReadUInt64LittleEndian(table.AsSpan(i * 8)) != 0
                && _allocator.Memory.TryRead(unchecked(_cpus + ((ulong)i * type.Size)), bytes);
            ranges.Add(there ? (unchecked(_base + ((uint)chunk.Read(bytes) * _chunkSize)), current.Read(bytes)) : (0, 0));
        }

        return ranges;
    }
}
