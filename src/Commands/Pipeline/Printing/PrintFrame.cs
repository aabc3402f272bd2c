using System.Buffers.Binary;
using Commands.Output;
using DumpReader.Spaces;

namespace Commands.Pipeline.Printing;

/// <summary>One run of a plan: the object's bytes, as far as they could be read together, and where its text goes.</summary>
internal ref struct PrintFrame(Run run, MdbWriter? writer, in PrintOptions options)
{
    public readonly Run Run = run;

    /// <summary>Null when the plan runs for JSON or for a pipe.</summary>
    public readonly MdbWriter Writer = writer!;

    public readonly PrintOptions Options = options;

    /// <summary>Names and types only: there is no object.</summary>
    public bool Layout { get; init; }

    /// <summary>Where the object lies; null when its bytes are all there is (-i) or the target has no such memory.</summary>
    public AddressSpace? Space { get; init; }

    /// <summary>Where the object's pointers lead.</summary>
    public AddressSpace? PointerSpace { get; init; }

    /// <summary>Of the object; places in it are counted in bits from here.</summary>
    public ulong Address { get; init; }

    /// <summary>The first bytes of the object.</summary>
    public ReadOnlySpan<byte> Bytes { get; set; }

    /// <summary>Levels of structures around what is being written as JSON.</summary>
    public int Depth { get; set; }

    public readonly ulong AddressOf(ulong bit) => unchecked(Address + (bit >> 3));

    /// <summary>1 to 8 bytes, little-endian.</summary>
    public readonly bool TryLoad(ulong bit, int size, out ulong bits)
    {
        ulong offset = bit >> 3;
        if (size == 8 && offset <= (ulong)Bytes.Length && (ulong)Bytes.Length - offset >= 8)
        {
            bits = BinaryPrimitives.ReadUInt64LittleEndian(Bytes[(int)offset..]);
            return true;
        }

        Span<byte> buffer = stackalloc byte[8];
        buffer.Clear();
        bool whole = TryRead(bit, buffer[..size]);
        bits = BinaryPrimitives.ReadUInt64LittleEndian(buffer);
        return whole;
    }

    public readonly bool TryRead(ulong bit, Span<byte> buffer)
    {
        ulong offset = bit >> 3;
        if (offset <= (ulong)Bytes.Length && (ulong)Bytes.Length - offset >= (ulong)buffer.Length)
        {
            Bytes.Slice((int)offset, buffer.Length).CopyTo(buffer);
            return true;
        }

        return Space is not null && Space.TryRead(AddressOf(bit), buffer);
    }

    /// <summary>1 to 64 bits from any bit on.</summary>
    public readonly bool TryLoadBits(ulong bit, int width, out ulong bits)
    {
        int shift = (int)(bit & 7);
        int size = (shift + width + 7) / 8;
        Span<byte> buffer = stackalloc byte[16];
        buffer.Clear();
        bool whole = TryRead(bit, buffer[..size]);
        bits = BinaryPrimitives.ReadUInt64LittleEndian(buffer) >> shift;
        if (shift + width > 64)
        {
            bits |= (ulong)buffer[8] << (64 - shift);
        }

        if (width < 64)
        {
            bits &= (1UL << width) - 1;
        }

        return whole;
    }

    /// <summary>Says that a read at <paramref name="bit"/> failed, and marks the run partial.</summary>
    public readonly void Fault(string what, ulong bit)
    {
        string reason = Space is null && Bytes.IsEmpty ? Reasons.NotSupported : Space?.MissingReason ?? Reasons.NoMapping;
        Run.ReadError($"failed to read {what} at {AddressOf(bit):x}: {reason}", AddressOf(bit));
    }

    /// <summary>Marks the run partial without a word, as stock mdb keeps silent about characters.</summary>
    public readonly void SilentFault(ulong bit) =>
        Run.Missing(AddressOf(bit));
}
