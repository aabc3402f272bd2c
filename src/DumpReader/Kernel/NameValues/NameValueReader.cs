using System.Buffers.Binary;
using System.Text;
using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel.NameValues;

/// <summary>
/// Reads lists of names and values as the kernel holds them: nvl_priv of a <c>nvlist_t</c> is a <c>nvpriv_t</c>, whose nvp_list links
/// <c>i_nvp_t</c> by _nvi_next; each holds a <c>nvpair_t</c>, behind which lie name and value, the value at a multiple of 8.
/// </summary>
internal sealed class NameValueReader(KernelObjects kernel, Action<WalkFault> fault)
{
    private const ulong Alignment = 8;

    /// <summary>Addresses of the pairs of a list, in its order.</summary>
    public IEnumerable<ulong> Pairs(ulong list)
    {
        if (!kernel.TryOffset("nvlist_t", "nvl_priv", fault, out ulong privateAt)
            || !kernel.TryOffset("nvpriv_t", "nvp_list", fault, out ulong firstAt)
            || !kernel.TryOffset("i_nvp_t", "nvi_nvp", fault, out ulong pairAt)
            || !TryLink(out ulong next))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(list + privateAt), out ulong details))
        {
            fault(WalkFault.Unreadable("nvlist", list));
            return [];
        }

        if (details == 0 || !kernel.Memory.TryReadUInt64(unchecked(details + firstAt), out ulong first))
        {
            fault(WalkFault.Unreadable("nvlist private data", details));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, first, next, ring: false, "nvpair", fault).Select(entry => unchecked(entry + pairAt));
    }

    /// <summary>A pair with its value; null where it is missing or its sizes contradict each other.</summary>
    public NameValuePair? Read(ulong address)
    {
        KernelType type = kernel.Type("nvpair_t");
        if (type.Type is null || !new Value(kernel.Memory, type.Type, address).TrySnapshot(out Value pair))
        {
            fault(WalkFault.Unreadable("nvpair", address));
            return null;
        }

        long size = Number(pair, "nvp_size");
        long nameSize = Number(pair, "nvp_name_sz");
        long count = Number(pair, "nvp_value_elem");
        ulong name = unchecked(address + type.Size);
        ulong front = (type.Size + (ulong)Math.Max(nameSize, 0) + Alignment - 1) & ~(Alignment - 1);
        if (nameSize <= 0 || count is < 0 or > int.MaxValue || (ulong)Math.Max(size, 0) < front || size > Limits.ObjectBytes)
        {
            fault(WalkFault.Unreadable("nvpair with consistent sizes", address));
            return null;
        }

        var text = new byte[nameSize];
        var value = new byte[(int)((ulong)size - front)];
        ulong valueAt = unchecked(address + front);
        if (!kernel.Memory.TryRead(name, text) || !kernel.Memory.TryRead(valueAt, value))
        {
            fault(WalkFault.Unreadable("nvpair", address));
            return null;
        }

        var known = NameValueType.Of((ulong)Number(pair, "nvp_type"));
        bool lists = known.Form == NameValueForm.List;
        return new NameValuePair(address, TextOf(text), known, (int)count, lists ? default : value.AsMemory(), lists ? Lists() : []);

        // An array is its pointers, then the lists; a single list is the value itself.
        IReadOnlyList<ulong> Lists() => !known.IsArray ? [valueAt]
            : [.. Enumerable.Range(0, (int)Math.Min(count, value.Length / 8)).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(value.AsSpan(i * 8)))];
    }

    /// <summary>The text up to a NUL or the end, one character a byte.</summary>
    internal static string TextOf(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static long Number(Value pair, string member) => pair.TryGet(member, out Value value) && value.TryInt64(out long number) ? number : -1;

    private bool TryLink(out ulong offset)
    {
        offset = 0;
        if (kernel.Type("i_nvp_t").Type is { } type
            && new Value(kernel.Memory, type, 0).TryGet("_nvi_un._nvi._nvi_next", out Value link))
        {
            offset = link.Address;
            return true;
        }

        fault(WalkFault.MissingMember("i_nvp_t", "_nvi_next"));
        return false;
    }
}
