namespace DumpBuilder.Scenarios;

/// <summary>Numbers at any bit offset of little-endian memory.</summary>
internal static class BitField
{
    /// <summary>Puts the low <paramref name="bits"/> of a value at a bit offset and leaves the bits around it.</summary>
    public static void Insert(Span<byte> bytes, ulong offset, int bits, ulong value)
    {
        while (bits > 0)
        {
            int shift = (int)(offset % 8);
            int taken = Math.Min(8 - shift, bits);
            int mask = ((1 << taken) - 1) << shift;
            ref byte at = ref bytes[(int)(offset / 8)];
            at = (byte)((at & ~mask) | (((int)(value & 0xff) << shift) & mask));
            value >>= taken;
            offset += (ulong)taken;
            bits -= taken;
        }
    }
}
