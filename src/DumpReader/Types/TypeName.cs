using System.Text;

namespace DumpReader.Types;

/// <summary>A type name as written: which space of names, the name in it, and how many pointers on top.</summary>
/// <param name="Space">Struct, Union or Enum for a tag; Unknown for a typedef or base type.</param>
/// <param name="Name">Words separated by one blank.</param>
/// <param name="Pointers">Number of <c>*</c> behind it.</param>
internal readonly record struct TypeName(TypeKind Space, string Name, int Pointers)
{
    /// <summary>
    /// False for a text without a name, such as <c>struct</c> alone or <c>*</c>. Qualifiers say nothing about a layout and are dropped.
    /// </summary>
    public static bool TryParse(string text, out TypeName parsed)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int pointers = 0;
        while (rest.Length > 0 && rest[^1] == '*' && pointers < TypeDepth.Max)
        {
            pointers++;
            rest = rest[..^1].TrimEnd();
        }

        var space = TypeKind.Unknown;
        bool first = true;
        var name = new StringBuilder(rest.Length);
        foreach (Range range in rest.SplitAny(' ', '\t', '\n'))
        {
            ReadOnlySpan<char> word = rest[range];
            if (word.IsEmpty || word is "const" or "volatile" or "restrict")
            {
                continue;
            }

            TypeKind tag = word switch
            {
                "struct" => TypeKind.Struct,
                "union" => TypeKind.Union,
                "enum" => TypeKind.Enum,
                _ => TypeKind.Unknown,
            };
            if (first && tag != TypeKind.Unknown)
            {
                space = tag;
            }
            else
            {
                name.Append(name.Length == 0 ? "" : " ").Append(word);
            }

            first = false;
        }

        parsed = new TypeName(space, name.ToString(), pointers);
        return name.Length > 0;
    }

    /// <summary>The pointers put on top of a type.</summary>
    public CType Point(CType type)
    {
        for (int i = 0; i < Pointers; i++)
        {
            type = new PointerType(type);
        }

        return type;
    }
}
