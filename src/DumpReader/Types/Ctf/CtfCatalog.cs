using DumpReader.Problems;
using DumpReader.Symbols;

namespace DumpReader.Types.Ctf;

/// <summary>The types of a kernel: one CTF container a module, with genunix the parent of the others. Safe for concurrent use.</summary>
/// <param name="modules">In load order; the first of a name counts.</param>
/// <param name="report">Told of damage, once for each container or type; called from any thread.</param>
internal sealed class CtfCatalog(IReadOnlyList<CtfModule> modules, Action<Problem> report) : TypeCatalog
{
    /// <summary>The module whose types an unqualified name means.</summary>
    public const string DefaultModule = "genunix";

    public override CType? Find(string? module, string name, out TypeError error)
    {
        error = modules.Count == 0 ? TypeError.NoTypes : TypeError.UnknownName;
        report(default);
        return null;
    }

    public override CType? OfSymbol(in Symbol symbol, out TypeError error)
    {
        error = TypeError.NoTypes;
        return null;
    }

    public override IEnumerable<CType> All() => [];
}
