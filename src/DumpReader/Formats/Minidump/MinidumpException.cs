using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.Minidump;

/// <summary>Why a minidump was taken: its exception stream (<c>MINIDUMP_EXCEPTION_STREAM</c>, minidumpapiset.h).</summary>
/// <param name="Code">ExceptionCode.</param>
/// <param name="Address">ExceptionAddress.</param>
/// <param name="Context">The registers at the exception (<see cref="WindowsContext"/>); null where they are not there.</param>
internal sealed record MinidumpException(uint ThreadId, uint Code, ulong Address, byte[]? Context)
{
    public const uint Magic = 0x504d444d; // MDMP

    private const uint ExceptionStream = 6;
    private const int HeaderSize = 32;
    private const int EntrySize = 12;
    private const int StreamSize = 168;

    /// <summary>Null where there is none.</summary>
    /// <param name="log">Told where there are more streams than is believed, and it is not among those that are.</param>
    public static MinidumpException? Find(IByteSource file, LimitLog log)
    {
        ReadOnlyMemory<byte> header = file.GetMemory(0, HeaderSize);
        if (header.Length < HeaderSize)
        {
            return null;
        }

        var cursor = new Cursor(header.Span);
        cursor.Skip(8);                    // Signature, Version
        uint count = cursor.UInt32();      // NumberOfStreams
        uint directory = cursor.UInt32();  // StreamDirectoryRva
        ReadOnlySpan<byte> entries = file.GetMemory(directory, (int)Math.Min(count, Limits.MinidumpStreams) * EntrySize).Span;
        for (; entries.Length >= EntrySize; entries = entries[EntrySize..])
        {
            var entry = new Cursor(entries);
            uint type = entry.UInt32(); // StreamType
            entry.Skip(4);              // DataSize
            if (type == ExceptionStream)
            {
                return Read(file, entry.UInt32()); // Rva
            }
        }

        if (count > Limits.MinidumpStreams)
        {
            log.Say(nameof(Limits.MinidumpStreams), $"{count} streams, of which {Limits.MinidumpStreams} are looked at; none of them tells of an exception");
        }

        return null;
    }

    private static MinidumpException? Read(IByteSource file, uint place)
    {
        ReadOnlyMemory<byte> stream = file.GetMemory(place, StreamSize);
        if (stream.Length < StreamSize)
        {
            return null;
        }

        var cursor = new Cursor(stream.Span);
        uint thread = cursor.UInt32();   // ThreadId
        cursor.Skip(4);                  // alignment
        uint code = cursor.UInt32();     // ExceptionRecord.ExceptionCode
        cursor.Skip(12);                 // ExceptionFlags, ExceptionRecord
        ulong address = cursor.UInt64(); // ExceptionAddress
        cursor.Skip(128);                // NumberParameters, ExceptionInformation
        uint size = cursor.UInt32();     // ThreadContext.DataSize
        ReadOnlyMemory<byte> context = size >= WindowsContext.Size ? file.GetMemory(cursor.UInt32(), WindowsContext.Size) : default;
        return new MinidumpException(thread, code, address, context.Length == WindowsContext.Size ? context.ToArray() : null);
    }
}
