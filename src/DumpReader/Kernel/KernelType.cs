using DumpReader.Types;

namespace DumpReader.Kernel;

/// <summary>A structure of the kernel as this dump declares it.</summary>
internal sealed class KernelType
{
    private readonly StructType? _structure;

    /// <param name="types">The types of the dump.</param>
    /// <param name="name">A typedef or a tag with its keyword.</param>
    /// <param name="tag">The structure behind a typedef, for a dump in which the typedef is damaged.</param>
    public KernelType(TypeCatalog types, string name, string? tag = null)
    {
        Name = name;
        Type = types.Find(null, name, out _);
        _structure = Type?.Resolve() as StructType;
        if (_structure is null && tag is not null && types.Find(null, tag, out _) is StructType structure)
        {
            Type = _structure = structure;
        }
    }

    public string Name { get; }

    /// <summary>Null where the dump has no such type.</summary>
    public CType? Type { get; }

    /// <summary>Size in bytes; 0 where there is no such type.</summary>
    public ulong Size => _structure?.Size ?? 0;

    public bool Has(string member) => TryOffset(member, out _);

    /// <summary>Byte offset of a member.</summary>
    public bool TryOffset(string member, out ulong offset)
    {
        bool found = TryMember(member, out Member? m);
        offset = found ? m!.ByteOffset : 0;
        return found;
    }

    public bool TryMember(string member, out Member? found)
    {
        found = null;
        return _structure is not null && _structure.TryGetMember(member, out found);
    }
}
