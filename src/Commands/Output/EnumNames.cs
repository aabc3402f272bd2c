using System.Numerics;
using DumpReader.Types;

namespace Commands.Output;

/// <summary>What a value of an enumeration is called; enumerations of bits give sets: <c>PRE_{A|B}</c>.</summary>
internal static class EnumNames
{
    /// <summary>Whether every value is 0 or a bit of its own.</summary>
    public static bool IsFlags(EnumType type)
    {
        int seen = 0;
        foreach (Enumerator enumerator in type.Enumerators)
        {
            int value = enumerator.Value;
            if (BitOperations.PopCount((uint)value) > 1 || (seen & value) != 0)
            {
                return false;
            }

            seen |= value;
        }

        return seen != 0;
    }

    /// <summary>The name of a value, or the set of the names of its bits; null where it has neither.</summary>
    public static string? Describe(EnumType type, int value)
    {
        foreach (Enumerator enumerator in type.Enumerators)
        {
            if (enumerator.Value == value)
            {
                return enumerator.Name;
            }
        }

        if (!IsFlags(type))
        {
            return null;
        }

        List<Enumerator> set = [.. type.Enumerators.Where(e => (e.Value & value) != 0)];
        if (set.Count == 0)
        {
            return null;
        }

        int left = set.Aggregate(value, (bits, e) => bits & ~e.Value);
        string prefix = set.Count > 1 ? Prefix(set) : "";
        string names = string.Join('|', set.Select(e => e.Name[prefix.Length..]));
        return (prefix.Length > 0 ? $"{prefix}{{{names}}}" : names) + (left != 0 ? $"|0x{left:x}" : "");
    }

    /// <summary>What all names begin with, up to and including its last underscore.</summary>
    public static string Prefix(IReadOnlyList<Enumerator> names)
    {
        if (names.Count < 2)
        {
            return "";
        }

        string first = names[0].Name;
        int common = first.Length;
        foreach (Enumerator enumerator in names)
        {
            common = Math.Min(common, first.AsSpan().CommonPrefixLength(enumerator.Name));
        }

        return first[..(first.AsSpan(0, common).LastIndexOf('_') + 1)];
    }
}
