using System.Buffers.Binary;
using System.Text;
using Commands.Output;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>An address of a socket: of the Internet with a port, or a path.</summary>
/// <param name="Family">AF_* of sys/socket.h.</param>
/// <param name="Bytes">4 or 16 of an Internet address; none otherwise.</param>
/// <param name="Port">0 for what has none.</param>
/// <param name="Path">Of AF_UNIX; null otherwise.</param>
internal sealed record SocketAddress(int Family, byte[] Bytes, int Port, string? Path)
{
    public const int Unix = 1;
    public const int Inet = 2;
    public const int Inet6 = 26;

    /// <summary>What it is, as one text.</summary>
    public string Host => Family switch
    {
        Unix => Path ?? "",
        Inet => NetworkAddress.Ip4(BinaryPrimitives.ReadUInt32LittleEndian(Bytes)),
        Inet6 => NetworkAddress.Ip6(Bytes),
        _ => "",
    };

    public string FamilyName => Family switch
    {
        Unix => "AF_UNIX",
        Inet => "AF_INET",
        Inet6 => "AF_INET6",
        _ => $"AF_?? ({Family})",
    };

    /// <summary>As in the lines of ::pfiles, a blank behind.</summary>
    public override string ToString() => Family switch
    {
        Unix => $"AF_UNIX {Host} ",
        Inet or Inet6 => $"{FamilyName} {Host} {Port} ",
        _ => FamilyName + " ",
    };

    /// <summary>From a <c>struct sockaddr</c> and those that it stands for (sys/socket.h, netinet/in.h, sys/un.h).</summary>
    public static SocketAddress Parse(ReadOnlySpan<byte> bytes)
    {
        int family = bytes.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        int port = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        switch (family)
        {
            case Unix:
                ReadOnlySpan<byte> path = bytes[2..];
                int end = path.IndexOf((byte)0);
                return new SocketAddress(family, [], 0, Encoding.Latin1.GetString(end < 0 ? path : path[..end]));
            case Inet when bytes.Length >= 8:
                return new SocketAddress(family, bytes.Slice(4, 4).ToArray(), port, null);
            case Inet6 when bytes.Length >= 24:
                return new SocketAddress(family, bytes.Slice(8, 16).ToArray(), port, null);
            default:
                return new SocketAddress(family, [], 0, null);
        }
    }
}
