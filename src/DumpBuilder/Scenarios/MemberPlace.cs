using DumpReader.Types;

namespace DumpBuilder.Scenarios;

/// <summary>A place inside of an object: its type and its offset in bits.</summary>
internal readonly record struct MemberPlace(CType Type, ulong BitOffset)
{
    /// <summary>A member by name, those of anonymous inner structures included; false if there is none.</summary>
    public bool TryMember(string name, out MemberPlace place)
    {
        place = default;
        if (Type.Resolve() is not StructType s)
        {
            return false;
        }

        if (s.TryGetMember(name, out Member found))
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
        bool inside = Type.Resolve() is ArrayType && index < ((ArrayType)Type.Resolve()).Count;
        place = inside ? new MemberPlace(((ArrayType)Type.Resolve()).Element, BitOffset + (8 * index * ((ArrayType)Type.Resolve()).Element.Size)) : default;
        return inside;
    }
}
