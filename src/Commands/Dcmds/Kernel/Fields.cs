using System.Text;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>
/// Members of kernel structures for rows: what a dump's types lack, or its memory, reads as nothing. Values that <see cref="KernelObject"/> read
/// tell their statement of memory that is missing behind a pointer, so that a 0 for it does not pass for an answer.
/// </summary>
internal static class Fields
{
    /// <summary>Longest text without a declared length.</summary>
    private const int LongestText = 1024;

    /// <summary>Bits of an integer, enum or pointer member (path); 0 where it is missing.</summary>
    public static ulong Number(this Value value, string path) => value.TryGet(path, out Value member) && member.TryUInt64(out ulong bits) ? bits : 0;

    /// <summary>As <see cref="Number"/>, with the sign of its type.</summary>
    public static long Signed(this Value value, string path) => value.TryGet(path, out Value member) && member.TryInt64(out long number) ? number : 0;

    /// <summary>Text of a character array or of what a character pointer points to; empty where it is missing.</summary>
    public static string Text(this Value value, string path) => value.TryGet(path, out Value member) && member.TryString(out string text) ? text : "";

    /// <summary>The text that begins where a value lies, up to its NUL, whatever the declared length; null where it is missing.</summary>
    public static string? TextBehind(this Value value)
    {
        var buffer = new byte[LongestText];
        if (!value.Space.TryReadText(value.Address, buffer, out int length))
        {
            return null;
        }

        if (length == LongestText)
        {
            value.Space.SayCut(value.Address, length);
        }

        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    /// <summary>
    /// Name of the value of an enum member, by the dump's types, without the prefix that all names of it share; null where the value has none.
    /// </summary>
    public static string? Name(this Value value, string path, string prefix)
    {
        if (!value.TryGet(path, out Value member) || member.Type.Resolve() is not EnumType type || !member.TryInt64(out long number))
        {
            return null;
        }

        string? name = type.Enumerators.Where(e => e.Value == number).Select(e => e.Name).FirstOrDefault();
        return name?.StartsWith(prefix, StringComparison.Ordinal) == true ? name[prefix.Length..] : name;
    }

    /// <summary>What a pointer member points to; false for NULL and what is missing.</summary>
    public static bool Follow(this Value value, string path, out Value target)
    {
        target = default;
        return value.TryGet(path, out Value member) && member.TryDereference(out target);
    }

    /// <summary>Address of a member; 0 where it is missing.</summary>
    public static ulong AddressOf(this Value value, string path) => value.TryGet(path, out Value member) ? member.Address : 0;
}
