using DumpReader.Problems;
using DumpReader.Symbols;

namespace DumpReader.Types.Ctf;

/// <summary>A module's place in the catalog: its container once opened, or why it could not be.</summary>
internal sealed class CtfSlot(CtfModule module, Func<string, CtfContainer?> findParent, Func<string, bool> isModule, Action<Problem> report)
{
    private readonly Lock _lock = new();
    private CtfContainer? _container;
    private CtfSymbolTypes? _symbols;
    private TypeError _failed;
    private bool _tried;

    /// <summary>The module's own symbol table.</summary>
    public SymbolTable Symbols => module.Symbols;

    /// <summary>Opens on the first call; null with the reason where the module has no usable types.</summary>
    public CtfContainer? Open(out TypeError error)
    {
        if (!Volatile.Read(ref _tried))
        {
            lock (_lock)
            {
                if (!_tried)
                {
                    Load();
                    Volatile.Write(ref _tried, true);
                }
            }
        }

        error = _failed;
        return _container;
    }

    /// <summary>The module's own entry for a symbol of the kernel image: same address, same name.</summary>
    public bool TryFindTwin(in Symbol symbol, out int index)
    {
        Symbol twin = default;
        bool found = module.Contains(symbol.Value)
            && ((module.Symbols.TryFind(symbol.Name, out twin) && twin.Value == symbol.Value)
                || (module.Symbols.TryFindAtOrBelow(symbol.Value, out twin) && twin.Value == symbol.Value
                    && twin.NameBytes.Span.SequenceEqual(symbol.NameBytes.Span)));
        index = found ? twin.Index : 0;
        return found;
    }

    public CType? OfSymbol(int index, out TypeError error)
    {
        CtfContainer? container = Open(out error);
        if (container is null)
        {
            return null;
        }

        CtfSymbolTypes symbols = Volatile.Read(ref _symbols)
            ?? Interlocked.CompareExchange(ref _symbols, new CtfSymbolTypes(container, module.Symbols), null)
            ?? _symbols;
        CType? type = symbols.Find(index);
        error = type is null ? TypeError.UnknownName : TypeError.None;
        return type;
    }

    private void Load()
    {
        ReadOnlyMemory<byte> stored = module.ReadCtf();
        if (stored.IsEmpty)
        {
            _failed = TypeError.NoTypes;
        }
        else if (CtfBytes.TryOpen(module.Name, stored, out CtfBytes bytes, out Problem problem))
        {
            _container = new CtfContainer(module.Name, bytes, findParent, report);
            if (_container.IsChild && !isModule(_container.Parent))
            {
                _container.ReportNoParent();
            }
        }
        else
        {
            _failed = problem.Code switch
            {
                CtfProblems.NotCtfCode => TypeError.NotCtf,
                CtfProblems.VersionCode => TypeError.NewerVersion,
                CtfProblems.DecompressCode => TypeError.Decompress,
                _ => TypeError.Damaged,
            };
            report(problem);
        }
    }
}
