using DumpReader.Bytes;
using DumpReader.Formats.Elf;

namespace DumpReader.Targets;

/// <summary>The types that an ELF file carries in <c>.SUNW_ctf</c>.</summary>
internal static class ElfTypes
{
    public const string Section = ".SUNW_ctf";

    /// <summary>Empty where the file is not there or has none.</summary>
    public static ReadOnlyMemory<byte> Read(ElfFile? file) =>
        file?.Find(Section) is { } section ? file.Contents(section, (int)Limits.ModuleCtf) : default;
}
