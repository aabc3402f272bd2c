using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>Types made by hand in a session (::typedef), in order of making.</summary>
internal sealed class SyntheticTypes
{
    private readonly Dictionary<string, CType> _byName = new(StringComparer.Ordinal);
    private readonly List<CType> _all = [];

    public IReadOnlyList<CType> All => _all;

    public bool IsEmpty => _all.Count == 0;

    /// <summary>By name as C writes it, with any number of <c>*</c> behind.</summary>
    public CType? Find(string name)
    {
        string plain = name.TrimEnd(' ', '*');
        if (!_byName.TryGetValue(plain, out CType? type))
        {
            return null;
        }

        for (int stars = name.AsSpan(plain.Length).Count('*'); stars > 0; stars--)
        {
            type = new PointerType(type);
        }

        return type;
    }

    public void Add(CType type)
    {
        _all.Add(type);
        if (type.Tag.Length > 0)
        {
            _byName.TryAdd(type.Name, type);
        }
    }

    /// <summary>Another name for a type that is there, as C has for its integers (<c>unsigned</c>, <c>long int</c>).</summary>
    public void AddSpelling(string spelling, CType type) => _byName.TryAdd(spelling, type);

    public void Clear()
    {
        _all.Clear();
        _byName.Clear();
    }
}
