using DumpReader.Types;

namespace Mdb.Completion;

/// <summary>Follows <c>a.b-&gt;c[n]</c> through types, without memory.</summary>
internal static class MemberPaths
{
    /// <summary>Type of the member at the end of a path; null where the path leads nowhere.</summary>
    public static CType? Follow(CType start, string path)
    {
        CType? type = start;
        int at = 0;
        while (type is not null && at < path.Length)
        {
            if (path[at] == '[')
            {
                int close = path.IndexOf(']', at);
                type = close < 0 ? null : Element(type);
                at = close + 1;
                continue;
            }

            at = AfterSeparator(path, at);
            int end = path.AsSpan(at).IndexOfAny('.', '-', '[') is var length && length < 0 ? path.Length : at + length;
            type = end > at && Structure(type)?.TryGetMember(path[at..end], out Member member) == true ? member.Type : null;
            at = end;
        }

        return type;
    }

    /// <summary>Where the last name of a path begins, and the path before it.</summary>
    public static (string Path, int NameStart) Split(string path)
    {
        int dot = path.LastIndexOf('.');
        int arrow = path.LastIndexOf("->", StringComparison.Ordinal);
        return dot > arrow ? (path[..dot], dot + 1)
            : arrow >= 0 ? (path[..arrow], arrow + 2)
            : ("", 0);
    }

    /// <summary>The structure or union that a type is, points to, or is made of; null for anything else.</summary>
    public static StructType? Structure(CType type)
    {
        for (int depth = 0; depth < 16; depth++)
        {
            switch (type.Resolve())
            {
                case StructType structure:
                    return structure;
                case PointerType pointer:
                    type = pointer.Target;
                    break;
                case ArrayType array:
                    type = array.Element;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static CType? Element(CType type) => type.Resolve() switch
    {
        ArrayType array => array.Element,
        PointerType pointer => pointer.Target,
        _ => null,
    };

    private static int AfterSeparator(string path, int at) =>
        path[at] == '.' ? at + 1 : path.AsSpan(at).StartsWith("->") ? at + 2 : at;
}
