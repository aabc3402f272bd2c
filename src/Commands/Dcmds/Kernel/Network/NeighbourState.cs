using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>What neighbours are called by address and state.</summary>
internal static class NeighbourState
{
    // ND_* of inet/ip_ndp.h.
    private static readonly string[] Names = ["UNCHANGED", "INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "UNREACHABLE", "INITIAL"];

    public static string Name(ulong state) => state < (ulong)Names.Length ? Names[state] : $"{state:x}";

    /// <summary>The address in a member; of IPv4 where a member with the version says so, or the address itself.</summary>
    public static string Neighbour(this Value value, string path, string? version = null)
    {
        bool six = version is not null && value.TryGet(version, out Value known) && known.TryUInt64(out _)
            ? value.IsVersion6(version) : !IsMapped(value, path);
        return value.Six(path, six);
    }

    /// <summary>Ten zero bytes and two of ones stand before an address of IPv4.</summary>
    private static bool IsMapped(Value value, string path)
    {
        Span<byte> bytes = stackalloc byte[16];
        return value.TryGet(path, out Value place) && place.TryRead(bytes) && bytes[..10].IndexOfAnyExcept((byte)0) < 0 && bytes[10] == 0xff
            && bytes[11] == 0xff;
    }
}
