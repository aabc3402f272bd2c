using System.Collections.ObjectModel;
using DumpReader.Formats.Elf;
using DumpReader.Kernel;
using DumpReader.Managed;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;

namespace DumpReader.Targets;

/// <summary>What the commands see of whatever was opened. Immutable after open and safe for concurrent use, caches included.</summary>
public interface ITarget : IDisposable
{
    /// <summary>The name mdb gives this kind of target: <c>kvm</c> kernel dump, <c>proc</c> a core of a process, a program
    /// without one, or nothing at all, <c>raw</c> a plain file.</summary>
    string Kind { get; }

    /// <summary>Virtual memory in the default context (kernel).</summary>
    AddressSpace Memory { get; }

    /// <summary>Physical memory; null where the target has none.</summary>
    AddressSpace? Physical => null;

    SymbolCatalog Symbols { get; }

    TypeCatalog Types { get; }

    /// <summary>Kernel modules in load order (mod_next), unix first.</summary>
    IReadOnlyList<Module> Modules => [];

    /// <summary>Why modules are missing from <see cref="Modules"/>; empty where all are there.</summary>
    IReadOnlyList<Problem> MissingModules => [];

    /// <summary>Why registers of the panic are missing from <see cref="Registers"/>; null where none are.</summary>
    Problem? MissingRegisters => null;

    /// <summary>Registers at the panic by name, as stored in panicbuf; empty where none are known.</summary>
    IReadOnlyDictionary<string, ulong> Registers => ReadOnlyDictionary<string, ulong>.Empty;

    /// <summary>Memory of the process whose address space structure (<c>struct as</c>) is at <paramref name="addressSpace"/>; null where the dump holds none of it.</summary>
    AddressSpace? UserSpace(ulong addressSpace) => null;

    /// <summary>What the header of a crash dump says; null for any other target.</summary>
    DumpSummary? Dump => null;

    /// <summary>Text and data of the kernel image or of the program; null where there is neither.</summary>
    ImageLayout? Image => null;

    /// <summary>The ELF file that is looked at without a process; null for any other target.</summary>
    ObjectSummary? Elf => null;

    /// <summary>The process of which a core or minidump is looked at; null for any other target.</summary>
    ProcessSummary? Process => null;

    /// <summary>The stacks of that process; null for any other target.</summary>
    ProcessStack? Stack => null;

    /// <summary>.NET in that process; null for any other target, and where ClrMD cannot open the file.</summary>
    ManagedProcess? Managed => null;

    /// <summary>The name under which a plain file was opened; null for any other target.</summary>
    string? RawFile => null;

    /// <summary>What has been found wrong or missing so far, in order: first at open, then by what was read since.</summary>
    IReadOnlyList<Problem> Problems => [];
}
