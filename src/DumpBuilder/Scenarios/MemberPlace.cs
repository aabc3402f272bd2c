using DumpReader.Types;

namespace DumpBuilder.Scenarios;

/// <summary>A place inside of an object: its type and its offset in bits.</summary>
internal readonly record struct MemberPlace(CType Type, ulong BitOffset)
{
    /// <summary>Width in bits; of a bit-field its own.</summary>
    public int Bits => Type.Resolve() is IntegerType i ? i.Bits : checked((int)(8 * Type.Size));

    /// <summary>A place by a path with decimal indices, <c>t_pcb.val[2]</c>; null if there is none.</summary>
    public static MemberPlace? Parse(CType type, string path)
    {
        var place = new MemberPlace(type, 0);
        foreach (string step in path.Replace("[", ".[").Split('.'))
        {
            bool found = step.StartsWith('[') && step.EndsWith(']')
                ? ulong.TryParse(step.AsSpan(1, step.Length - 2), out ulong index) & place.TryElement(index, out MemberPlace next)
                : place.TryMember(step, out next);
            if (!found)
            {
                return null;
            }

            place = next;
        }

        return place;
    }

    /// <summary>A member by name, those of anonymous inner structures included; false if there is none.</summary>
    public bool TryMember(string name, out MemberPlace place)
    {
        place = default;
        if (Type.Resolve() is not StructType s)
        {
            return false;
        }

        if (name.Length > 0 && s.TryGetMember(name, out Member found))
        {
            place = new MemberPlace(found.Type, BitOffset + found.BitOffset);
            return true;
        }

        foreach (Member inner in s.Members)
        {
            if (inner.Name.Length == 0 && new MemberPlace(inner.Type, BitOffset + inner.BitOffset).TryMember(name, out place))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An element by number; false if this is no array or not so long.</summary>
    public bool TryElement(ulong index, out MemberPlace place)
    {
        place = default;
        if (Type.Resolve() is not ArrayType array || index >= array.Count)
        {
            return false;
        }

        place = new MemberPlace(array.Element, BitOffset + (8 * index * array.Element.Size));
        return true;
    }
}
