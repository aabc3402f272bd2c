using System.Buffers.Binary;
using System.Numerics;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>One message that the kernel saved for the log of the next start.</summary>
/// <param name="Time">log_ctl.ttime: seconds since 1970.</param>
/// <param name="Sequence">log_ctl.seq_no.</param>
/// <param name="Text">Without its final NUL, as stored.</param>
public readonly record struct SavedMessage(long Time, int Sequence, ReadOnlyMemory<byte> Text);

/// <summary>
/// The messages on a dump device, in 2 MiB in front of the last header: records (<c>log_dump_t</c>, sys/dumphdr.h) of magic, size of the text
/// and two checksums, followed by the <c>log_ctl_t</c> and the text; a record without magic ends them. savecore leaves them out of a vmdump.
/// </summary>
internal static class MessageArea
{
    private const uint Magic = 0xf00d4109;
    private const int AreaSize = 2 << 20;
    private const int RecordSize = 16;
    private const int ControlSize = 24;

    /// <param name="end">Offset of the last header, in front of which the area lies.</param>
    public static IReadOnlyList<SavedMessage> Read(IByteSource file, long end, string name, Action<Problem> report)
    {
        var messages = new List<SavedMessage>();
        ReadOnlyMemory<byte> area = file.GetMemory(Math.Max(0, end - AreaSize), (int)Math.Min(end, AreaSize));
        int at = 0;
        while (at + RecordSize + ControlSize <= area.Length && UInt32(area, at) == Magic)
        {
            uint size = UInt32(area, at + 4);
            if (size > area.Length - at - RecordSize - ControlSize)
            {
                report(new Problem("MDB127", $"{name}: the saved message at offset {end - area.Length + at} has {size} bytes, more than the area holds; what follows is lost"));
                break;
            }

            ReadOnlyMemory<byte> control = area.Slice(at + RecordSize, ControlSize);
            ReadOnlyMemory<byte> text = area.Slice(at + RecordSize + ControlSize, (int)size);
            if (Checksum(control.Span) != UInt32(area, at + 8) || Checksum(text.Span) != UInt32(area, at + 12))
            {
                report(new Problem("MDB127", $"{name}: the saved message at offset {end - area.Length + at} has a wrong checksum"));
            }

            messages.Add(new SavedMessage(
                BinaryPrimitives.ReadInt32LittleEndian(control.Span[12..]), BinaryPrimitives.ReadInt32LittleEndian(control.Span[16..]),
                text.TrimEnd((byte)0)));
            at += RecordSize + ControlSize + (int)size;
        }

        return messages;
    }

    /// <summary>checksum32 of the kernel: each byte is added after a turn to the right by one bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        foreach (byte value in bytes)
        {
            sum = BitOperations.RotateRight(sum, 1) + value;
        }

        return sum;
    }

    private static uint UInt32(ReadOnlyMemory<byte> area, int at) => BinaryPrimitives.ReadUInt32LittleEndian(area.Span[at..]);
}
