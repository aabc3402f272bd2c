namespace DumpReader.Formats.Elf;

/// <summary>A range of a program's memory and where the file holds it.</summary>
/// <param name="Name">Name of the section; empty for a segment.</param>
/// <param name="Address">Of its first byte.</param>
/// <param name="Size">Bytes in memory; the range does not wrap around.</param>
/// <param name="Offset">Where the file has its first byte.</param>
/// <param name="FileSize">Bytes that come from the file; the rest are zeros.</param>
internal readonly record struct ElfLoad(string Name, ulong Address, ulong Size, ulong Offset, ulong FileSize)
{
    /// <summary>Bytes of <see cref="FileSize"/> that the file really has; fewer where it was cut off.</summary>
    public ulong Present { get; init; } = FileSize;

    public bool Contains(ulong address) => address - Address < Size;
}
