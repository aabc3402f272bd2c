using System.Buffers.Binary;
using DumpReader.Bytes;

namespace DumpReader.Kernel.Memory;

/// <summary>
/// The buffers of a cache that lie in magazines: in the full ones of the depot, then in those of each CPU. Slabs count them as allocated;
/// they are free.
/// </summary>
internal sealed class KmemMagazines
{
    /// <summary>Bytes of a magazine from which on stock mdb does not believe its size.</summary>
    private const int UnreasonableSize = 2048;

    /// <summary>Magazines above those that the cache counts that may be on the way between depot and CPUs.</summary>
    private const ulong Fudge = 100;

    private readonly ulong[] _inOrder;
    private readonly ulong[] _sorted;

    private KmemMagazines(ulong[] inOrder)
    {
        _inOrder = inOrder;
        _sorted = inOrder.Length == 0 ? [] : [.. inOrder];
        Array.Sort(_sorted);
    }

    /// <summary>In the order in which they would be handed out; one that was freed twice is there twice.</summary>
    public IReadOnlyList<ulong> InOrder => _inOrder;

    public bool Contains(ulong buffer) => _sorted.Length > 0 && Array.BinarySearch(_sorted, buffer) >= 0;

    /// <summary>Those in a range of addresses, ascending.</summary>
    public ReadOnlySpan<ulong> Between(ulong from, ulong to)
    {
        int first = LowerBound(from);
        return _sorted.AsSpan(first, LowerBound(to) - first);
    }

    /// <summary>Buffers that a magazine of a cache holds; 0 where magazines are off or their type cannot be believed.</summary>
    public static int SizeOf(KmemAllocator allocator, KmemCache cache, ReadOnlySpan<KmemCpu> cpus, Action<KmemFault> fault)
    {
        int size = cpus.Length > 0 ? cpus[0].MagazineSize : 0;
        if (size == 0 && (cache.Flags & KmemFlags.NoMagazine) == 0 && !allocator.TryMagazineType(cache.MagazineType, out size))
        {
            fault(KmemFault.Damaged($"cache '{cache.Name}' has invalid magtype pointer ({cache.MagazineType:x})", cache.Address));
        }

        return size;
    }

    /// <summary>Reads all magazines of a cache; null, with the fault said, where one cannot be read.</summary>
    public static KmemMagazines? Read(KmemAllocator allocator, KmemCache cache, ReadOnlySpan<KmemCpu> cpus, Action<KmemFault> fault)
    {
        int size = SizeOf(allocator, cache, cpus, fault);
        if (size <= 0)
        {
            return new KmemMagazines([]);
        }

        int bytes = allocator.Layout.Rounds + (size * 8);
        if (bytes >= UnreasonableSize)
        {
            fault(KmemFault.Damaged($"magazine size for cache {cache.Address:x} unreasonable ({bytes:x})", cache.Address));
            return null;
        }

        var rounds = new List<ulong>();
        var buffer = new byte[bytes];
        if (!Depot(allocator, cache, size, cpus.Length, rounds, buffer, fault))
        {
            return null;
        }

        foreach (KmemCpu cpu in cpus)
        {
            if (!Add(allocator, cpu.Loaded, Math.Min(cpu.Rounds, size), rounds, buffer, fault)
                || !Add(allocator, cpu.Previous, Math.Min(cpu.PreviousRounds, size), rounds, buffer, fault))
            {
                return null;
            }
        }

        return new KmemMagazines([.. rounds]);
    }

    private static bool Depot(
        KmemAllocator allocator, KmemCache cache, int size, int cpus, List<ulong> rounds, byte[] buffer, Action<KmemFault> fault)
    {
        ulong most = unchecked((cache.FullTotal + (2 * (ulong)cpus) + Fudge) * (ulong)size);
        ulong head = cache.FullMagazines;
        var guard = new CycleGuard();
        for (ulong magazine = head; magazine != 0;)
        {
            // A loop is a list that never gets short enough; so is one longer than memory could hold.
            if ((ulong)rounds.Count >= most || rounds.Count > Limits.MagazineRounds || !guard.Visit(magazine))
            {
                fault(KmemFault.Damaged($"{(int)most} magazines exceeds fudge factor", magazine));
                return false;
            }

            if (!Add(allocator, magazine, size, rounds, buffer, fault))
            {
                return false;
            }

            magazine = allocator.Layout.MagazineNext.Read(buffer);
            if (magazine == head)
            {
                break;
            }
        }

        return true;
    }

    private static bool Add(KmemAllocator allocator, ulong magazine, int count, List<ulong> rounds, byte[] buffer, Action<KmemFault> fault)
    {
        if (magazine == 0 || count <= 0)
        {
            return true;
        }

        if (!allocator.Memory.TryRead(magazine, buffer))
        {
            fault(KmemFault.Unreadable(allocator.Memory, $"couldn't read magazine at {magazine:x}", magazine));
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            rounds.Add(BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(allocator.Layout.Rounds + (i * 8))));
        }

        return true;
    }

    private int LowerBound(ulong value)
    {
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
