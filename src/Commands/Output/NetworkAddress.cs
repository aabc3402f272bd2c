using System.Net;

namespace Commands.Output;

/// <summary>Network addresses as text.</summary>
internal static class NetworkAddress
{
    /// <summary>Dotted quad of four bytes as a little-endian machine reads them: the first byte in memory is the lowest.</summary>
    public static string Ip4(uint value) => $"{value & 255}.{(value >> 8) & 255}.{(value >> 16) & 255}.{value >> 24}";

    /// <summary>The text form of RFC 5952.</summary>
    public static string Ip6(ReadOnlySpan<byte> bytes) => new IPAddress(bytes[..16]).ToString();
}
