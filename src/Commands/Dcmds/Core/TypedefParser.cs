using System.Text.RegularExpressions;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>
/// The small C of ::typedef: <c>struct [tag] { type name; type *name; type name[n]; }</c>. Members are aligned naturally and
/// nothing is padded at the end. What is wrong is said in the words of mdb.
/// </summary>
/// <param name="text">The definition.</param>
/// <param name="find">Looks up the type of a member; null when there is none.</param>
/// <param name="number">Reads an array size in the radix of the session; null when it is no number.</param>
internal sealed class TypedefParser(string text, Func<string, CType?> find, Func<string, ulong?> number)
{
    private readonly List<Member> _members = [];
    private ulong _end;
    private bool _flexible;

    /// <summary>What was wrong; null after success.</summary>
    public string? Error { get; private set; }

    /// <summary>The structure, or null with <see cref="Error"/>.</summary>
    public StructType? Parse()
    {
        int open = text.IndexOf('{', StringComparison.Ordinal);
        string head = text[..open].Trim();
        int blank = head.AsSpan().IndexOfAny(' ', '\t', '\n');
        string word = blank < 0 ? head : head[..blank];
        string tag = blank < 0 ? "" : head[blank..].Trim();
        if (word is not ("struct" or "union"))
        {
            return Fail($"Invalid start of definition. Expected 'struct' or 'union'. Found: '{word}'");
        }

        if (tag.Length > 0 && !IsIdentifier(tag))
        {
            return Fail($"The name {tag} is not a valid C identifier.");
        }

        int close = text.LastIndexOf('}');
        if (close < open)
        {
            return Fail($"Missing closing brace for the definition in {text[open..]}");
        }

        bool union = word == "union";
        var itself = new Promise();
        if (!Members(text[(open + 1)..close], union, name => tag.Length > 0 && name == $"{word} {tag}" ? itself : null))
        {
            return null;
        }

        if (_flexible && _members.Count == 1)
        {
            return Fail("Structs must have members aside from a flexible member");
        }

        return itself.Type = new StructType(tag, union, _end, _members);
    }

    /// <summary>A letter or underscore, then letters, digits and underscores.</summary>
    public static bool IsIdentifier(string name) => Regex.IsMatch(name, "^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.NonBacktracking);

    private bool Members(string body, bool union, Func<string, ITypeSource?> itself)
    {
        int start = 0;
        while (start < body.Length && !string.IsNullOrWhiteSpace(body[start..]))
        {
            int end = body.IndexOf(';', start);
            if (end < 0)
            {
                Fail("Cannot find semi-colon to delineate the end of a member.");
                return false;
            }

            if (!MemberOf(body[start..end].Trim(), union, itself))
            {
                return false;
            }

            start = end + 1;
        }

        return true;
    }

    private bool MemberOf(string declaration, bool union, Func<string, ITypeSource?> itself)
    {
        if (_flexible)
        {
            return Fail("Flexible array entries are only allowed to be the last entry in a struct") is not null;
        }

        int bracket = declaration.IndexOf('[', StringComparison.Ordinal);
        string declarator = (bracket < 0 ? declaration : declaration[..bracket]).Trim();
        int split = declarator.LastIndexOfAny([' ', '\t', '\n', '*']);
        if (split < 0)
        {
            return Fail($"Missing both a name and a type declaration for a member. Instead, found '{declaration}'") is not null;
        }

        string name = declarator[(split + 1)..];
        string typeName = declarator[..(split + 1)].Trim();
        if (!IsIdentifier(name))
        {
            return Fail($"The name {name} is not a valid C identifier.") is not null;
        }

        if (_members.Exists(m => m.Name == name))
        {
            return Fail($"duplicate name detected: {name}") is not null;
        }

        if (Type(typeName, itself) is not { } type)
        {
            return Fail($"failed to add member {name}: type {typeName} does not exist") is not null;
        }

        if (bracket >= 0)
        {
            if (Array(declaration[bracket..], union, type) is not { } array)
            {
                return false;
            }

            type = array;
        }

        Place(name, type, union);
        return true;
    }

    private ArrayType? Array(string text, bool union, CType element)
    {
        int close = text.IndexOf(']', StringComparison.Ordinal);
        if (close < 0)
        {
            Fail($"Found the beginning of an array size but no closing ']' in {text}");
            return null;
        }

        string size = text[1..close].Trim();
        if (size.Length == 0 && union)
        {
            Fail("Flexible array members are only valid in structs.");
            return null;
        }

        if (size.StartsWith('-'))
        {
            Fail("Array lengths cannot be negative");
            return null;
        }

        ulong? count = size.Length == 0 ? 0 : number(size);
        if (count is null or > uint.MaxValue)
        {
            Fail($"Failed to parse the array length {size}");
            return null;
        }

        _flexible = size.Length == 0;
        return new ArrayType(element, find("long") ?? UnknownType.None, (uint)count);
    }

    private CType? Type(string name, Func<string, ITypeSource?> itself)
    {
        string plain = name.TrimEnd('*', ' ', '\t', '\n');
        int stars = name.AsSpan(plain.Length).Count('*');
        if (stars == 0 || itself(plain) is not { } promise)
        {
            return find(plain) is { } found ? Pointers(found, stars) : null;
        }

        return Pointers(new PointerType(new TypeReference(promise, 0)), stars - 1);
    }

    private static CType Pointers(CType type, int stars)
    {
        for (; stars > 0; stars--)
        {
            type = new PointerType(type);
        }

        return type;
    }

    private void Place(string name, CType type, bool union)
    {
        ulong alignment = Alignment(type, 0);
        ulong offset = union ? 0 : (_end + alignment - 1) / alignment * alignment;
        _members.Add(new Member(name, type, offset * 8));
        _end = Math.Max(_end, offset + type.Size);
    }

    private static ulong Alignment(CType type, int depth) => type.Resolve() switch
    {
        ArrayType a when depth < 64 => Alignment(a.Element, depth + 1),
        StructType s when depth < 64 => s.Members.Count == 0 ? 1 : s.Members.Max(m => Alignment(m.Type, depth + 1)),
        { Size: > 0 } other => other.Size,
        _ => 1,
    };

    private StructType? Fail(string error)
    {
        Error ??= error;
        return null;
    }

    /// <summary>The structure under construction, for the pointers to itself.</summary>
    private sealed class Promise : ITypeSource
    {
        public StructType? Type { get; set; }

        public CType GetType(int id) => Type ?? (CType)UnknownType.None;
    }
}
