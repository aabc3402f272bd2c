using DumpReader.Cpu.Unwinding;
using DumpReader.Formats.Elf;

namespace DumpReader.Targets;

/// <summary>What is known of a program or library of a process beyond where it lies; read when first asked for. Safe for concurrent use.</summary>
internal abstract class ProcessImage : IDisposable
{
    /// <summary>Its file; null where that is not there or no ELF file.</summary>
    public virtual ElfFile? Elf => null;

    /// <summary>How its code lays its frames; null where nothing says so.</summary>
    public virtual FrameTable? Frames => null;

    /// <summary>How the functions of an image of Windows are left; null where nothing says so.</summary>
    public virtual WindowsFrames? Functions => null;

    /// <summary>Symbols of a table at the addresses that they have in memory.</summary>
    /// <param name="type"><see cref="ElfSection.SymbolTable"/> or <see cref="ElfSection.DynamicSymbols"/>.</param>
    public abstract ElfSymbolSections Symbols(uint type);

    public abstract void Dispose();
}
