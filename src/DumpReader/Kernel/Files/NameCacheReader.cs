using System.Text;
using DumpReader.Bytes;
using DumpReader.Types;

namespace DumpReader.Kernel.Files;

/// <summary>
/// Reads the directory name lookup cache (<c>struct ncache</c>, sys/dnlc.h): nc_hash, an array of nc_hashsz heads (<c>nc_hash_t</c>)
/// of rings of entries.
/// </summary>
internal sealed class NameCacheReader(KernelObjects kernel)
{
    private const int LongestName = 255;

    private readonly KernelType _entry = kernel.Type("struct ncache");

    private ulong _next;
    private ulong _prev;
    private ulong _vnode;
    private ulong _directory;
    private ulong _hash;
    private ulong _length;
    private ulong _name;

    /// <summary>All entries in the order of the kernel's chains, lazily.</summary>
    /// <param name="fault">What of the cache as a whole is missing, and chains that do not end.</param>
    /// <param name="broken">Told of an entry that cannot be one, with its chain and address; the rest of its chain is dropped.</param>
    public IEnumerable<NameCacheEntry> Read(Action<WalkFault> fault, Action<uint, ulong> broken)
    {
        if (!kernel.TryPointer("nc_hash", fault, out ulong heads))
        {
            return [];
        }

        if (!kernel.TrySymbol("nc_hashsz", out ulong sizeAt) || !kernel.Memory.TryReadUInt32(sizeAt, out uint chains))
        {
            fault(WalkFault.MissingSymbol("nc_hashsz"));
            return [];
        }

        ulong size = kernel.Type("nc_hash_t").Size;
        if (size == 0 || !TryLayout())
        {
            fault(WalkFault.MissingMember(size == 0 ? "nc_hash_t" : "struct ncache", "hash_next"));
            return [];
        }

        return Chains(heads, chains, size, fault, broken);
    }

    private bool TryLayout() =>
        _entry.TryOffset("hash_next", out _next) && _entry.TryOffset("hash_prev", out _prev) && _entry.TryOffset("vp", out _vnode)
        && _entry.TryOffset("dp", out _directory) && _entry.TryOffset("hash", out _hash) && _entry.TryOffset("namlen", out _length)
        && _entry.TryOffset("name", out _name);

    private IEnumerable<NameCacheEntry> Chains(ulong heads, uint chains, ulong size, Action<WalkFault> fault, Action<uint, ulong> broken)
    {
        int count = 0;
        for (uint i = 0; i < chains; i++)
        {
            ulong head = unchecked(heads + (i * size));
            if (i == Limits.NameCacheChains)
            {
                fault(WalkFault.TooMany("nc_hash", Limits.NameCacheChains, head));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(unchecked(head + _next), out ulong at))
            {
                fault(WalkFault.Unreadable("nc_hash", head));
                yield break;
            }

            // Each entry must point back to the one before it, so a chain that comes back to its middle is broken there.
            for (ulong previous = head; at != head;)
            {
                if (!TryEntry(at, previous, out NameCacheEntry entry, out ulong following))
                {
                    broken(i, at);
                    break;
                }

                if (++count > Limits.NameCacheEntries)
                {
                    fault(WalkFault.TooMany("ncache", Limits.NameCacheEntries, at));
                    yield break;
                }

                yield return entry;
                (previous, at) = (at, following);
            }
        }
    }

    private bool TryEntry(ulong at, ulong previous, out NameCacheEntry entry, out ulong following)
    {
        entry = default;
        following = 0;
        Span<byte> name = stackalloc byte[LongestName + 1];
        if (!kernel.Memory.TryReadUInt64(unchecked(at + _prev), out ulong back) || back != previous
            || !kernel.Memory.TryReadUInt64(unchecked(at + _next), out following)
            || !kernel.Memory.TryReadUInt64(unchecked(at + _vnode), out ulong vnode)
            || !kernel.Memory.TryReadUInt64(unchecked(at + _directory), out ulong directory)
            || !kernel.Memory.TryReadUInt32(unchecked(at + _hash), out uint hash)
            || !kernel.Memory.TryRead(unchecked(at + _length), name[..1]))
        {
            return false;
        }

        int length = name[0];
        if (!kernel.Memory.TryRead(unchecked(at + _name), name[..(length + 1)]) || name.IndexOf((byte)0) != length
            || (int)hash != Hash(name[..length], directory))
        {
            return false;
        }

        entry = new NameCacheEntry(at, vnode, directory, Encoding.Latin1.GetString(name[..length]));
        return true;
    }

    /// <summary>DNLCHASH: of 32 bits with a sign.</summary>
    private static int Hash(ReadOnlySpan<byte> name, ulong directory)
    {
        int hash = unchecked((int)directory) >> 8;
        foreach (byte letter in name)
        {
            hash = unchecked((hash * 17) + letter);
        }

        return hash;
    }
}
