using System.Buffers.Binary;

namespace DumpReader.Cpu.Unwinding;

/// <summary>Where the code of a function or of a part of one lies in an image of Windows, and how it is left (<c>RUNTIME_FUNCTION</c>, winnt.h).</summary>
/// <param name="Begin">Its first byte; this and the others count from the start of the image.</param>
/// <param name="End">Behind its last byte.</param>
/// <param name="Info">Its <c>UNWIND_INFO</c>; where this is odd, another entry that counts in its place, one byte below.</param>
internal readonly record struct WindowsFunction(uint Begin, uint End, uint Info)
{
    public const int Size = 12;

    /// <summary>Whether another entry says how the function is left.</summary>
    public bool IsIndirect => (Info & 1) != 0;

    /// <param name="bytes">At least <see cref="Size"/>.</param>
    public static WindowsFunction Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));

    public bool Contains(ulong place) => place >= Begin && place < End;
}
