using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using DumpReader.Bytes;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// The slab allocator of a dump: its caches and what the views of them stand on. Layouts are looked up once; everything else is read when
/// it is asked for. Safe for concurrent use.
/// </summary>
internal sealed class KmemAllocator(KernelObjects kernel)
{
    private readonly StructureField _quantum = StructureField.Of(kernel.Type("struct vmem"), "vm_quantum");

    public KernelObjects Kernel { get; } = kernel;

    public AddressSpace Memory => Kernel.Memory;

    public KmemLayout Layout { get; } = new(kernel);

    /// <summary>Addresses of all caches in the order of the list <c>kmem_caches</c>; null, with the fault said, where there is no list.</summary>
    public IEnumerable<ulong>? Caches(Action<KmemFault> fault)
    {
        if (!Kernel.TrySymbol("kmem_caches", out ulong list))
        {
            fault(new KmemFault(KmemFaultKind.Missing, "failed to read 'kmem_caches': unknown symbol name", 0));
            return null;
        }

        return KmemList.Walk(Kernel, list, "cache list", fault);
    }

    /// <summary>All caches that can be read; others are told of.</summary>
    public IEnumerable<KmemCache> ReadCaches(Action<KmemFault> fault)
    {
        foreach (ulong address in Caches(fault) ?? [])
        {
            if (TryCache(address, out KmemCache? cache))
            {
                yield return cache;
            }
            else
            {
                fault(KmemFault.Unreadable(Memory, $"couldn't read cache at addr {address:x}", address));
            }
        }
    }

    /// <summary>Reads a cache without the state of its CPUs.</summary>
    public bool TryCache(ulong address, [NotNullWhen(true)] out KmemCache? cache)
    {
        var bytes = new byte[Layout.Cache.Size];
        bool read = bytes.Length > 0 && Memory.TryRead(address, bytes);
        cache = read ? new KmemCache(Layout.Cache, address, bytes) : null;
        return read;
    }

    /// <summary>The structure of each CPU in a cache, by cpu_seqid; null where it is not all in the dump.</summary>
    public KmemCpu[]? Cpus(ulong cache, int count)
    {
        int size = Layout.Cpu.Size;
        if (size == 0 || !Layout.Cache.Cpus.IsKnown)
        {
            return [];
        }

        var bytes = new byte[size * count];
        if (!Memory.TryRead(CpuAddress(cache, 0), bytes))
        {
            return null;
        }

        var cpus = new KmemCpu[count];
        for (int i = 0; i < count; i++)
        {
            cpus[i] = new KmemCpu(Layout.Cpu, bytes.AsSpan(i * size, size));
        }

        return cpus;
    }

    /// <summary>Follows a <c>kmem_bufctl_t</c>; false, with the fault said, where it is not in the dump.</summary>
    /// <param name="bufctl">Its address.</param>
    /// <param name="next">The one behind it in its chain.</param>
    /// <param name="buffer">The buffer that it controls.</param>
    /// <param name="fault">Told where it is missing.</param>
    public bool TryBufctl(ulong bufctl, out ulong next, out ulong buffer, Action<KmemFault> fault)
    {
        KmemLayout.BufctlFields fields = Layout.Bufctl;
        if (!Memory.TrySpan(bufctl, fields.Size, out ReadOnlySpan<byte> bytes))
        {
            Span<byte> copy = stackalloc byte[Math.Min(fields.Size, 64)];
            if (copy.Length == 0 || !Memory.TryRead(bufctl, copy))
            {
                (next, buffer) = (0, 0);
                fault(KmemFault.Unreadable(Memory, $"couldn't read kmem_bufctl_t at addr {bufctl:x}", bufctl));
                return false;
            }

            next = fields.Next.Read(copy);
            buffer = fields.Buffer.Read(copy);
            return true;
        }

        next = fields.Next.Read(bytes);
        buffer = fields.Buffer.Read(bytes);
        return true;
    }

    /// <summary>Who had to do with the buffer of an audited bufctl last, and when; false where it is not in the dump.</summary>
    public bool TryTransaction(ulong bufctl, out ulong thread, out ulong timestamp)
    {
        KmemLayout.AuditFields fields = Layout.Audit;
        timestamp = 0;
        return Memory.TryReadUInt64(unchecked(bufctl + (ulong)fields.Thread.Offset), out thread)
            && Memory.TryReadUInt64(unchecked(bufctl + (ulong)fields.Timestamp.Offset), out timestamp);
    }

    /// <summary>vm_quantum of the arena of a cache; false where it is not in the dump.</summary>
    public bool TryQuantum(ulong arena, out ulong quantum)
    {
        quantum = 0;
        return arena != 0 && Memory.TryReadUInt64(unchecked(arena + (ulong)Math.Max(_quantum.Offset, 0)), out quantum);
    }

    /// <summary>Where the structure of a CPU lies in a cache.</summary>
    public ulong CpuAddress(ulong cache, uint sequence) =>
        unchecked(cache + (ulong)Layout.Cache.Cpus.Offset + (sequence * (ulong)Layout.Cpu.Size));

    /// <summary>max_ncpus: CPUs for which a cache has room.</summary>
    public bool TryCpuCount(Action<KmemFault> fault, out int count)
    {
        count = 0;
        if (!Kernel.TrySymbol("max_ncpus", out ulong address))
        {
            fault(new KmemFault(KmemFaultKind.Missing, "couldn't read max_ncpus: unknown symbol name", 0));
            return false;
        }

        if (!Memory.TryReadUInt32(address, out uint value))
        {
            fault(KmemFault.Unreadable(Memory, "couldn't read max_ncpus", address));
            return false;
        }

        if (value > Limits.Cpus)
        {
            fault(KmemFault.Damaged($"max_ncpus is {value}", address));
            value = Limits.Cpus;
        }

        count = (int)value;
        return true;
    }

    /// <summary>Buffers of a magazine of a magazine type; false where the address is not that of an element of <c>kmem_magtype</c>.</summary>
    public bool TryMagazineType(ulong type, out int rounds)
    {
        rounds = 0;
        ulong size = Layout.MagazineTypeSize;
        if (size == 0 || Kernel.Symbols.Find(null, "kmem_magtype", out Symbol table) != SymbolLookup.Found
            || type < table.Value || type - table.Value >= table.Size || (type - table.Value) % size != 0)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[2];
        int at = Layout.MagazineTypeRounds.Offset;
        if (at >= 0 && Memory.TryRead(unchecked(type + (ulong)at), bytes))
        {
            rounds = BinaryPrimitives.ReadInt16LittleEndian(bytes);
        }

        return true;
    }
}
