using DumpReader.Symbols;

namespace DumpReader.Types;

/// <summary>Why a type was not found, or a type that cannot be had; the text is the one that mdb appends to its messages.</summary>
public enum TypeError
{
    None,
    /// <summary>No type information available for that name</summary>
    UnknownName,
    /// <summary>The module named does not exist: unknown object file name</summary>
    UnknownModule,
    /// <summary>no symbolic debug information available for module</summary>
    NoTypes,
    /// <summary>Symbol table entry is not a data object</summary>
    NotData,
    /// <summary>no symbol corresponds to address</summary>
    NoSymbol,
    /// <summary>The container is damaged; a problem says where: File data structure corruption detected</summary>
    Damaged,
    /// <summary>The container begins with something else: Buffer does not contain CTF data</summary>
    NotCtf,
    /// <summary>File uses more recent CTF version</summary>
    NewerVersion,
    /// <summary>Failed to decompress CTF data</summary>
    Decompress,
}

/// <summary>All types of a target: genunix first, then each module, each container decoded when first needed.</summary>
public abstract class TypeCatalog
{
    /// <summary>
    /// By name, as written in C: <c>struct X</c>, <c>union X</c>, <c>enum X</c>, a typedef or a base type, with any number of
    /// <c>*</c> behind it. A definition beats a forward declaration, in whichever module.
    /// <paramref name="module"/> null searches genunix, then every module in load order.
    /// </summary>
    public abstract CType? Find(string? module, string name, out TypeError error);

    /// <summary>
    /// The declared type of a data symbol, or the <see cref="FunctionType"/> of a function, by its place in its module's symbol table.
    /// </summary>
    public abstract CType? OfSymbol(in Symbol symbol, out TypeError error);

    /// <summary>The definition of a type that is only declared in its module; null where no module has one.</summary>
    public virtual CType? Define(ForwardType forward) => Find(null, forward.Name, out _) is { } found and not ForwardType ? found : null;

    /// <summary>Every type known, container by container in id order.</summary>
    public abstract IEnumerable<CType> All();
}
