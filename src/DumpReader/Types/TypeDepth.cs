using DumpReader.Bytes;

namespace DumpReader.Types;

/// <summary>Bounded walks through references between types, which damaged data can tie into a circle.</summary>
internal static class TypeDepth
{
    /// <summary>More typedefs, qualifiers or array dimensions in a row than any compiler accepts.</summary>
    public const int Max = Limits.TypeDepth;

    public static CType Resolve(CType type)
    {
        for (int depth = 0; depth < Max; depth++)
        {
            switch (type)
            {
                case TypedefType t: type = t.Target; break;
                case QualifiedType q: type = q.Target; break;
                default: return type;
            }
        }

        return new UnknownType("type refers to itself");
    }

    public static ulong ArraySize(ArrayType array)
    {
        ulong count = 1;
        CType type = array;
        for (int depth = 0; depth < Max; depth++)
        {
            switch (type)
            {
                case ArrayType a: count = unchecked(count * a.Count); type = a.Element; break;
                case TypedefType t: type = t.Target; break;
                case QualifiedType q: type = q.Target; break;
                default: return unchecked(count * type.Size);
            }
        }

        return 0;
    }
}
