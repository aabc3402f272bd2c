namespace DumpReader.Formats.Elf;

/// <summary>Where the kernel image has its text and data, as its ELF header and program headers say; sizes in bytes, 0 where unknown.</summary>
/// <param name="Entry">e_entry.</param>
/// <param name="TextSize">Size in memory of the segment that is executable and not writable.</param>
/// <param name="DataBase">Address of the writable segment.</param>
/// <param name="DataSize">Its size in memory.</param>
public readonly record struct ImageLayout(ulong Entry, ulong TextSize, ulong DataBase, ulong DataSize)
{
    /// <summary>The first four bytes of every ELF file, as a little-endian word.</summary>
    public const uint Magic = 0x464c457f;
}
