using DumpReader.Bytes;
using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>A part of a type: where it lies, and the members that lead to it, joined by dots; empty for the type itself.</summary>
internal readonly record struct PartPlace(ulong Offset, string Path);

/// <summary>Where types have parts of one of some types, at any depth; each type is looked through once.</summary>
internal sealed class PartPlaces(IReadOnlyList<CType> parts)
{
    private readonly Dictionary<CType, IReadOnlyList<PartPlace>> _places = [];

    /// <summary>By the names of the parts; those that the dump lacks are left out.</summary>
    public static PartPlaces Of(TypeCatalog types, params string[] names) =>
        new([.. names.Select(name => types.Find(null, name, out _)?.Resolve()).OfType<CType>()]);

    /// <summary>All such parts of a type, by offset.</summary>
    public IReadOnlyList<PartPlace> In(CType type)
    {
        if (!_places.TryGetValue(type, out IReadOnlyList<PartPlace>? places))
        {
            var found = new List<PartPlace>();
            Collect(type, 0, "", found, 0);
            _places[type] = places = found;
        }

        return places;
    }

    private void Collect(CType type, ulong offset, string path, List<PartPlace> found, int depth)
    {
        type = type.Resolve();
        if (depth > Limits.TypeNesting || found.Count >= Limits.PartsOfType)
        {
            return;
        }

        if (parts.Any(part => TypeIdentity.AreSame(part, type)))
        {
            found.Add(new PartPlace(offset, path));
        }
        else if (type is ArrayType { Element.Size: > 0 } array)
        {
            for (uint i = 0; i < array.Count && found.Count < Limits.PartsOfType; i++)
            {
                int before = found.Count;
                Collect(array.Element, offset + (i * array.Element.Size), path, found, depth + 1);
                if (found.Count == before)
                {
                    break;
                }
            }
        }
        else if (type is StructType structure)
        {
            foreach (Member member in structure.Members)
            {
                string name = path.Length == 0 || member.Name.Length == 0 ? path + member.Name : path + "." + member.Name;
                Collect(member.Type, offset + member.ByteOffset, name, found, depth + 1);
            }
        }
    }
}
