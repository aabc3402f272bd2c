using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>A part of a type: where it lies, and the members that lead to it, joined by dots; empty for the type itself.</summary>
internal readonly record struct PartPlace(ulong Offset, string Path, CType Part);

/// <summary>Where types have parts that are wanted, at any depth; each type, also one within others, is looked through once.</summary>
internal sealed class PartPlaces(Func<CType, bool> isWanted)
{
    private readonly Dictionary<CType, IReadOnlyList<PartPlace>> _places = [];

    /// <summary>By the names of the parts; those that the dump lacks are left out.</summary>
    public static PartPlaces Of(TypeCatalog types, params string[] names)
    {
        CType[] parts = [.. names.Select(name => types.Find(null, name, out _)?.Resolve()).OfType<CType>()];
        return new PartPlaces(type => parts.Any(part => TypeIdentity.AreSame(part, type)));
    }

    /// <summary>That a type has more such parts, or more levels, than are looked at; null where none was met.</summary>
    public Problem? Cut { get; private set; }

    /// <summary>All such parts of a type, by offset.</summary>
    public IReadOnlyList<PartPlace> In(CType type) => In(type.Resolve(), 0);

    private IReadOnlyList<PartPlace> In(CType type, int depth)
    {
        if (_places.TryGetValue(type, out IReadOnlyList<PartPlace>? known))
        {
            return known;
        }

        if (depth > Limits.TypeNesting)
        {
            Cut = TooMany(type);
            return [];
        }

        // A type that damage has put into itself has no parts there.
        _places[type] = [];
        var found = new List<PartPlace>();
        if (isWanted(type))
        {
            found.Add(new PartPlace(0, "", type));
        }
        else if (type is ArrayType { Element.Size: > 0 } array)
        {
            IReadOnlyList<PartPlace> inElement = In(array.Element.Resolve(), depth + 1);
            for (uint i = 0; inElement.Count > 0 && i < array.Count && found.Count < Limits.PartsOfType; i++)
            {
                Add(found, inElement, i * array.Element.Size, "");
            }
        }
        else if (type is StructType structure)
        {
            foreach (Member member in structure.Members)
            {
                Add(found, In(member.Type.Resolve(), depth + 1), member.ByteOffset, member.Name);
            }
        }

        if (found.Count == Limits.PartsOfType)
        {
            Cut = TooMany(type);
        }

        return _places[type] = found;
    }

    private static void Add(List<PartPlace> found, IReadOnlyList<PartPlace> inner, ulong offset, string name)
    {
        foreach (PartPlace place in inner.Take(Limits.PartsOfType - found.Count))
        {
            string path = name.Length == 0 || place.Path.Length == 0 ? name + place.Path : name + "." + place.Path;
            found.Add(place with { Offset = offset + place.Offset, Path = path });
        }
    }

    private static Problem TooMany(CType type) => new("MDB525",
        $"{type.Name} has more than {Limits.PartsOfType} parts or {Limits.TypeNesting} levels; what is behind them is left out");
}
