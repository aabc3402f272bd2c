using DumpReader.Spaces;

namespace DumpReader.Targets;

/// <summary>What kind of ELF file it is (<c>e_type</c>, elf.h).</summary>
public enum ObjectKind { Relocatable = 1, Executable, Shared }

/// <summary>An ELF file that is looked at without a process.</summary>
/// <param name="Path">As named on the command line.</param>
/// <param name="Name">Its name as a load object: the last part of the path.</param>
/// <param name="Mappings">What of it is in memory, by ascending address.</param>
/// <param name="Contents">By virtual address what the file itself holds: memory that would be zeros at the start is not there.</param>
/// <param name="File">The file by offset.</param>
public sealed record ObjectSummary(
    string Path, string Name, ObjectKind Kind, IReadOnlyList<ObjectMapping> Mappings, AddressSpace Contents, AddressSpace File);

/// <summary>A segment of an object, or a section of a relocatable one.</summary>
/// <param name="Name">The section's name, or the object's.</param>
/// <param name="Base">Address of its first byte.</param>
/// <param name="Size">Bytes in memory.</param>
public readonly record struct ObjectMapping(string Name, ulong Base, ulong Size)
{
    public bool Contains(ulong address) => address - Base < Size;
}
