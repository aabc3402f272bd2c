using System.IO.Compression;
using System.Runtime.InteropServices;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Types.Ctf;

/// <summary>A container as the dump holds it, checked and expanded: its header and the bytes behind it.</summary>
internal readonly record struct CtfBytes(CtfHeader Header, ReadOnlyMemory<byte> Body)
{
    /// <summary>Checks in the order in which libctf does; false gives the reason.</summary>
    public static bool TryOpen(string module, ReadOnlyMemory<byte> stored, out CtfBytes opened, out Problem problem)
    {
        opened = default;
        ReadOnlySpan<byte> span = stored.Span;
        if (span.Length < 4)
        {
            problem = CtfProblems.Short(module, span.Length);
            return false;
        }

        ushort magic = MemoryMarshal.Read<ushort>(span);
        if (magic != CtfHeader.ExpectedMagic)
        {
            problem = CtfProblems.NotCtf(module, magic);
            return false;
        }

        if (span[2] != CtfHeader.ExpectedVersion)
        {
            problem = CtfProblems.Version(module, span[2]);
            return false;
        }

        if (span.Length < CtfHeader.Size)
        {
            problem = CtfProblems.Short(module, span.Length);
            return false;
        }

        CtfHeader header = CtfHeader.Read(span);
        if (header.Fault() is { } fault)
        {
            problem = CtfProblems.Corrupt(module, fault);
            return false;
        }

        ReadOnlyMemory<byte> body = stored[CtfHeader.Size..];
        int length = (int)(header.Strings + header.StringsLength);
        if ((header.Flags & CtfHeader.FlagCompressed) != 0)
        {
            byte[]? expanded = Expand(body, length, out string why);
            if (expanded is null)
            {
                problem = CtfProblems.Decompress(module, why);
                return false;
            }

            body = expanded;
        }
        else if (body.Length < length)
        {
            problem = CtfProblems.Corrupt(module, $"sections end at {length:x}, data at {body.Length:x}");
            return false;
        }

        opened = new CtfBytes(header, body[..length]);
        problem = default;
        return true;
    }

    /// <summary>One zlib stream whose output has exactly the length that the header gives.</summary>
    private static byte[]? Expand(ReadOnlyMemory<byte> stored, int length, out string why)
    {
        if ((ulong)length > ((ulong)stored.Length * Limits.DeflateRatio) + 64)
        {
            why = $"{length:x} bytes cannot come from {stored.Length:x}";
            return null;
        }

        var output = new byte[length];
        try
        {
            using var zlib = new ZLibStream(Streamed(stored), CompressionMode.Decompress);
            int got = zlib.ReadAtLeast(output, length, throwOnEndOfStream: false);
            Span<byte> more = stackalloc byte[1];
            bool longer = got == length && zlib.Read(more) != 0;
            why = longer ? $"longer than {length:x} bytes" : $"{got:x} bytes, not {length:x}";
            return got == length && !longer ? output : null;
        }
        // The library says most damage with the first, and what it does not expect with an IOException of its own.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            why = "not a zlib stream";
            return null;
        }
    }

    private static MemoryStream Streamed(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment) && segment.Array is not null
            ? new MemoryStream(segment.Array, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
