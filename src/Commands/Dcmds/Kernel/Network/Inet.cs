using System.Buffers.Binary;
using System.Numerics;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>Addresses of the Internet and of links as members of kernel structures; empty where memory or types lack them.</summary>
internal static class Inet
{
    /// <summary>Longest address of a link: that of InfiniBand.</summary>
    private const int LongestLink = 20;

    /// <summary>An <c>in6_addr_t</c>; of one that stands for IPv4 the last four bytes.</summary>
    public static string Six(this Value value, string path, bool six) =>
        TryBytes(value, path, out byte[] bytes) ? Text(bytes, six) : "";

    /// <summary>An <c>ipaddr_t</c>, in the order of the net.</summary>
    public static string Four(this Value value, string path) => value.TryGet(path, out Value member) && member.TryUInt64(out ulong bits)
        ? NetworkAddress.Ip4((uint)bits) : "";

    /// <summary>Bits of a mask; null where it is missing.</summary>
    public static int? Prefix(this Value value, string path, bool six)
    {
        if (!TryBytes(value, path, out byte[] bytes))
        {
            return null;
        }

        int ones = BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)));
        return six ? ones + BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(bytes))
            : BitOperations.PopCount(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)));
    }

    /// <summary>An address of a link, as ifconfig shows it: <c>8:0:20:1:2:3</c>.</summary>
    public static string Link(Run run, ulong address, ulong length)
    {
        if (address == 0 || length is 0 or > LongestLink)
        {
            return "";
        }

        var bytes = new byte[length];
        if (!run.Target.Memory.TryRead(address, bytes))
        {
            run.Missing(address);
            return "";
        }

        return string.Join(':', bytes.Select(b => b.ToString("x", null)));
    }

    private static string Text(byte[] bytes, bool six) => six ? NetworkAddress.Ip6(bytes) : NetworkAddress.Ip4(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12)));

    private static bool TryBytes(Value value, string path, out byte[] bytes)
    {
        bytes = new byte[16];
        return value.TryGet(path, out Value place) && place.TryRead(bytes);
    }
}
