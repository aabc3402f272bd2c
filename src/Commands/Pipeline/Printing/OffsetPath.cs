using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>The member that begins at a byte offset, as a path; members of inner structures are looked through only where none of the outer begins there.</summary>
internal static class OffsetPath
{
    private const int MostLevels = 32;

    public static string? Of(CType type, ulong offset, SessionNumbers numbers)
    {
        string path = "";
        for (int level = 0; level < MostLevels; level++)
        {
            switch (type.Resolve())
            {
                case StructType structure:
                    if (Holding(structure, offset) is not { } member)
                    {
                        return null;
                    }

                    path += (path.Length == 0 ? "" : ".") + member.Name;
                    offset -= member.ByteOffset;
                    type = member.Type;
                    if (offset == 0)
                    {
                        return path;
                    }

                    break;
                case ArrayType { Element.Size: > 0 } array when offset < array.Size:
                    path += "[" + numbers.Format(offset / array.Element.Size) + "]";
                    offset %= array.Element.Size;
                    type = array.Element;
                    if (offset == 0)
                    {
                        return path;
                    }

                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static Member? Holding(StructType structure, ulong offset)
    {
        Member? found = null;
        foreach (Member member in structure.Members)
        {
            if (member.Name.Length > 0 && offset >= member.ByteOffset && offset - member.ByteOffset < member.Type.Size)
            {
                if (offset == member.ByteOffset)
                {
                    return member;
                }

                found ??= member;
            }
        }

        return found;
    }
}
