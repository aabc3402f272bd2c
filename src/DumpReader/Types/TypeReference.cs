namespace DumpReader.Types;

/// <summary>Where types are decoded on demand; one CTF container.</summary>
public interface ITypeSource
{
    /// <summary>Never null and never throws: a dangling id gives <see cref="UnknownType"/> and a problem.</summary>
    CType GetType(int id);
}

/// <summary>A type, or the promise of one: an id in a container that is decoded when first used.</summary>
public sealed class TypeReference
{
    private readonly ITypeSource? _source;
    private readonly int _id;
    private CType? _type;

    public TypeReference(CType type) => _type = type;

    public TypeReference(ITypeSource source, int id) => (_source, _id) = (source, id);

    public CType Type => _type ??= _source!.GetType(_id);

    public static implicit operator TypeReference(CType type) => new(type);
}
