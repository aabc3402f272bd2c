using System.Collections.Concurrent;
using System.Text;
using DumpReader.Problems;
using DumpReader.Symbols;

namespace DumpReader.Types.Ctf;

/// <summary>
/// The types of a kernel: one CTF container a module, with genunix the parent of the others. A container is opened when a
/// name or a symbol first needs it. Safe for concurrent use.
/// </summary>
internal sealed class CtfCatalog : TypeCatalog
{
    /// <summary>The module whose types an unqualified name means.</summary>
    public const string DefaultModule = "genunix";

    private readonly List<CtfSlot> _slots = [];
    private readonly Dictionary<string, CtfSlot> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string? Module, string Name), CType> _found = new();

    /// <param name="modules">In load order; the first of a name counts.</param>
    /// <param name="report">Told of damage, once for each fault; called from any thread.</param>
    public CtfCatalog(IReadOnlyList<CtfModule> modules, Action<Problem> report)
    {
        foreach (CtfModule module in modules)
        {
            var slot = new CtfSlot(module, FindContainer, _byName.ContainsKey, report);
            if (_byName.TryAdd(module.Name, slot))
            {
                _slots.Insert(module.Name == DefaultModule ? 0 : _slots.Count, slot);
            }
        }
    }

    public override CType? Find(string? module, string name, out TypeError error)
    {
        error = TypeError.None;
        if (_found.TryGetValue((module, name), out CType? known))
        {
            return known;
        }

        error = TypeError.UnknownName;
        if (!TypeName.TryParse(name, out TypeName parsed))
        {
            return null;
        }

        CType? type = module is null ? FindAnywhere(parsed, ref error) : FindIn(module, parsed, ref error);
        if (type is null)
        {
            return null;
        }

        error = TypeError.None;
        return _found.GetOrAdd((module, name), parsed.Point(type));
    }

    public override CType? OfSymbol(in Symbol symbol, out TypeError error)
    {
        if (symbol.Type is not (SymbolType.Object or SymbolType.Function))
        {
            error = TypeError.NotData;
            return null;
        }

        error = TypeError.NoTypes;
        SymbolTable table = symbol.Table;
        if (table.Module is { } module)
        {
            return _byName.TryGetValue(module, out CtfSlot? own) ? own.OfSymbol(symbol.Index, out error) : null;
        }

        if (_slots.Find(s => ReferenceEquals(s.Symbols, table)) is { } holder)
        {
            return holder.OfSymbol(symbol.Index, out error);
        }

        // The kernel image's own table has no types; the module that the symbol came from has, under the same address and name.
        foreach (CtfSlot slot in _slots)
        {
            if (slot.TryFindTwin(symbol, out int index))
            {
                return slot.OfSymbol(index, out error);
            }
        }

        return null;
    }

    public override IEnumerable<CType> All()
    {
        foreach (CtfSlot slot in _slots)
        {
            CtfContainer? container = slot.Open(out _);
            for (int i = 1; i <= (container?.Count ?? 0); i++)
            {
                yield return container!.ByIndex(i);
            }
        }
    }

    private CtfContainer? FindContainer(string module) => _byName.TryGetValue(module, out CtfSlot? slot) ? slot.Open(out _) : null;

    private CType? FindIn(string module, in TypeName name, ref TypeError error)
    {
        if (!_byName.TryGetValue(module, out CtfSlot? slot))
        {
            error = TypeError.UnknownModule;
            return null;
        }

        CtfContainer? container = slot.Open(out TypeError failed);
        if (container is null)
        {
            error = failed;
            return null;
        }

        CType? found = Look(container, name);

        // A child container leaves out what its parent has.
        return found is null && container.IsChild && FindContainer(container.Parent) is { } parent ? Look(parent, name) : found;
    }

    private CType? FindAnywhere(in TypeName name, ref TypeError error)
    {
        CType? forward = null;
        bool opened = false;
        TypeError damaged = TypeError.None;
        foreach (CtfSlot slot in _slots)
        {
            CtfContainer? container = slot.Open(out TypeError failed);
            if (container is null)
            {
                damaged = damaged == TypeError.None && failed != TypeError.NoTypes ? failed : damaged;
                continue;
            }

            opened = true;
            CType? found = Look(container, name);
            if (found is not (null or ForwardType))
            {
                return found;
            }

            forward ??= found;
        }

        // A container that could not be opened may be the one that has the type; one that does not exist only counts if all lack one.
        error = damaged != TypeError.None ? damaged : opened ? TypeError.UnknownName : TypeError.NoTypes;
        return forward;
    }

    private static CType? Look(CtfContainer container, in TypeName name)
    {
        Span<byte> bytes = name.Name.Length <= 256 ? stackalloc byte[name.Name.Length] : new byte[name.Name.Length];
        Encoding.Latin1.GetBytes(name.Name, bytes);
        int index = container.Names.Find(name.Space, bytes);
        return index == 0 ? null : container.ByIndex(index);
    }
}
