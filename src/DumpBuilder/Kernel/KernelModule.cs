using DumpReader.Types;

namespace DumpBuilder.Kernel;

/// <summary>A loaded kernel module of a dump to be built: its ranges, symbols and types of its own.</summary>
public sealed class KernelModule
{
    private readonly List<KernelSymbol> _symbols = [];
    private readonly List<CType> _types = [];

    internal KernelModule(string name) => Name = name;

    public string Name { get; }

    public string FileName { get; set; } = "";

    public ulong Text { get; set; }

    /// <summary>In bytes, as all sizes.</summary>
    public ulong TextSize { get; set; }

    public ulong Data { get; set; }

    public ulong DataSize { get; set; }

    public ulong Bss { get; set; }

    public ulong BssSize { get; set; }

    /// <summary>Types that this module's CTF declares; what other modules share belongs to genunix.</summary>
    public IReadOnlyList<CType> Types => _types;

    /// <summary>Locals first, as in an ELF table.</summary>
    internal IEnumerable<KernelSymbol> SymbolsInOrder => _symbols.Where(static s => s.Binding == 0).Concat(_symbols.Where(static s => s.Binding != 0));

    internal IReadOnlyList<KernelSymbol> Symbols => _symbols;

    /// <summary>Whether an address lies in the module's text, data or bss.</summary>
    public bool Contains(ulong address) => address - Text < TextSize || address - Data < DataSize || address - Bss < BssSize;

    /// <summary>Adds a function. Its first bytes in memory are a prologue that mdb knows, its last a return.</summary>
    public void AddFunction(string name, ulong address, ulong size, FunctionType? prototype = null, bool isLocal = false) =>
        Add(new KernelSymbol(name, address, size, KernelSymbol.Function, isLocal ? 0 : 1, prototype));

    /// <summary>Adds a data symbol.</summary>
    public void AddObject(string name, ulong address, ulong size, CType? type = null, bool isLocal = false) =>
        Add(new KernelSymbol(name, address, size, KernelSymbol.Object, isLocal ? 0 : 1, type));

    public void AddType(CType type) => _types.Add(type);

    internal void Add(KernelSymbol symbol) => _symbols.Add(symbol);
}
