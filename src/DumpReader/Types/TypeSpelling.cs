namespace DumpReader.Types;

/// <summary>A type as C spells it, in the form that mdb shows: <c>void (*)()</c>, <c>struct ctxop *</c>, <c>char [8]</c>.</summary>
internal static class TypeSpelling
{
    public static string Of(CType type) => Spell(type, "", 0);

    private static string Spell(CType type, string declarator, int depth)
    {
        if (depth > TypeDepth.Max)
        {
            return "?";
        }

        switch (type)
        {
            case PointerType p:
                bool grouped = Through(p.Target) is ArrayType or FunctionType;
                return Spell(p.Target, grouped ? "(*" + declarator + ")" : "*" + declarator, depth + 1);
            case ArrayType a:
                return Spell(a.Element, declarator + "[" + a.Count + "]", depth + 1);
            case FunctionType f:
                return Spell(f.Result, declarator + "()", depth + 1);
            case QualifiedType q:
                string word = q.Kind switch { TypeKind.Const => "const", TypeKind.Volatile => "volatile", _ => "restrict" };
                return q.Target is PointerType
                    ? Spell(q.Target, word + (declarator.Length == 0 ? "" : " " + declarator), depth + 1)
                    : word + " " + Spell(q.Target, declarator, depth + 1);
            default:
                string name = Base(type);
                return declarator.Length == 0 ? name : name + " " + declarator;
        }

        static CType Through(CType t)
        {
            for (int i = 0; t is QualifiedType q && i < TypeDepth.Max; i++)
            {
                t = q.Target;
            }

            return t;
        }
    }

    private static string Base(CType type) => type switch
    {
        StructType s => (s.IsUnion ? "union " : "struct ") + s.Tag,
        EnumType e => "enum " + e.Tag,
        ForwardType f => (f.Of switch { TypeKind.Union => "union ", TypeKind.Enum => "enum ", _ => "struct " }) + f.Tag,
        UnknownType { Tag: "" } => "?",
        _ => type.Tag,
    };
}
