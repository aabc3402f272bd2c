using System.Collections.Concurrent;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel;

/// <summary>
/// What the views of kernel objects stand on: the kernel's memory, symbols and types, and the layouts found so far. Safe for
/// concurrent use.
/// </summary>
internal sealed class KernelObjects(AddressSpace memory, SymbolCatalog symbols, TypeCatalog types)
{
    private readonly ConcurrentDictionary<string, KernelType> _types = new(StringComparer.Ordinal);
    private ContextOpType? _contextOps;
    private ThreadReader? _threads;

    public AddressSpace Memory { get; } = memory;

    public SymbolCatalog Symbols { get; } = symbols;

    public TypeCatalog Types { get; } = types;

    public KernelType Thread => Type("kthread_t");

    public KernelType Process => Type("proc_t");

    public ContextOpType ContextOps => _contextOps ??= new ContextOpType(Type("struct ctxop"));

    /// <summary>Reads threads.</summary>
    public ThreadReader Threads => _threads ??= new ThreadReader(Memory, Thread.Type);

    public KernelType Type(string name) =>
        _types.TryGetValue(name, out KernelType? known) ? known : _types.GetOrAdd(name, new KernelType(Types, name, TagOf(name)));

    /// <summary>Address of a kernel variable.</summary>
    public bool TrySymbol(string name, out ulong address)
    {
        bool found = Symbols.Find(null, name, out Symbol symbol) == SymbolLookup.Found;
        address = found ? symbol.Value : 0;
        return found;
    }

    /// <summary>Value of a kernel variable that is a pointer; a fault says what is missing.</summary>
    public bool TryPointer(string symbol, Action<WalkFault> fault, out ulong value)
    {
        value = 0;
        if (!TrySymbol(symbol, out ulong address))
        {
            fault(WalkFault.MissingSymbol(symbol));
            return false;
        }

        if (!Memory.TryReadUInt64(address, out value))
        {
            fault(WalkFault.Unreadable(symbol, address));
            return false;
        }

        return true;
    }

    /// <summary>Byte offset of a member; a fault says that the dump's types lack it.</summary>
    public bool TryOffset(string type, string member, Action<WalkFault> fault, out ulong offset)
    {
        bool found = Type(type).TryOffset(member, out offset);
        if (!found)
        {
            fault(WalkFault.MissingMember(type, member));
        }

        return found;
    }

    /// <summary>A member of a structure in memory; false where the type lacks it.</summary>
    public bool TryGet(KernelType type, ulong address, string member, out Value value)
    {
        bool found = type.TryMember(member, out Member? m);
        value = found ? new Value(Memory, type.Type!, address).At(m!) : default;
        return found;
    }

    private static string? TagOf(string name) => name switch
    {
        "kthread_t" => "struct _kthread",
        "proc_t" => "struct proc",
        "cpu_t" => "struct cpu",
        "list_t" => "struct list",
        "avl_tree_t" => "struct avl_tree",
        _ => null,
    };
}
