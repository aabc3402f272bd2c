namespace DumpReader.Kernel.Zfs;

/// <summary>Where a block lies in a pool: <c>dva_t</c> of sys/spa.h, two words as they are on disk.</summary>
/// <param name="Low">dva_word[0]: size in sectors in bits 0 to 23, device in bits 32 to 55.</param>
/// <param name="High">dva_word[1]: offset in sectors, and in bit 63 whether a gang header lies there.</param>
internal readonly record struct DiskAddress(ulong Low, ulong High)
{
    /// <summary>SPA_MINBLOCKSHIFT: what offsets and sizes count.</summary>
    public const int SectorShift = 9;

    /// <summary>Number of the top-level device.</summary>
    public ulong Device => (Low >> 32) & 0xffffff;

    /// <summary>Bytes from the start of the device's space.</summary>
    public ulong Offset => (High & 0x7fffffffffffffff) << SectorShift;

    /// <summary>Bytes taken.</summary>
    public ulong Size => (Low & 0xffffff) << SectorShift;

    public bool IsGang => High >> 63 != 0;

    public bool IsValid => Size != 0;
}
