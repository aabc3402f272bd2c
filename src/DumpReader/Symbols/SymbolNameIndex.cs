using System.Numerics;
using DumpReader.Formats.Elf;

namespace DumpReader.Symbols;

/// <summary>
/// Names to symbols: a hash table of indices whose keys stay in the string table. The first symbol of a name counts; symbols of
/// value 0 (files, sections, what is undefined) are not found.
/// </summary>
internal sealed class SymbolNameIndex
{
    private readonly int[] _heads; // index + 1 of the first symbol of a bucket
    private readonly int[] _next;
    private readonly uint _mask;

    public SymbolNameIndex(ElfSymbolSections sections)
    {
        var symbols = new SymbolBytes(sections.Symbols.Span);
        ReadOnlySpan<byte> strings = sections.Strings.Span;
        _heads = new int[BitOperations.RoundUpToPowerOf2((uint)symbols.Count + 1)];
        _next = new int[symbols.Count];
        _mask = (uint)_heads.Length - 1;

        // Backwards, so that of two of one name the first comes to stand at the front of its chain.
        for (int i = symbols.Count - 1; i >= 0; i--)
        {
            uint name = symbols.NameOffset(i);
            if (symbols.Value(i) != 0 && name < (uint)strings.Length)
            {
                int length = ElfSymbolTable.NameLength(strings, (int)name);
                ref int head = ref _heads[Hash(strings.Slice((int)name, length)) & _mask];
                _next[i] = head;
                head = i + 1;
            }
        }
    }

    /// <summary>The index of the first symbol of a name, -1 for none.</summary>
    public int Find(ElfSymbolSections sections, ReadOnlySpan<byte> name)
    {
        var symbols = new SymbolBytes(sections.Symbols.Span);
        ReadOnlySpan<byte> strings = sections.Strings.Span;
        for (int i = _heads[Hash(name) & _mask] - 1; i >= 0; i = _next[i] - 1)
        {
            if (IsAt(strings, symbols.NameOffset(i), name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// The same without an index. The string table is searched for the text, then the symbols for one whose name begins at a place
    /// found: two passes at memory speed, which beat decoding every name by far. False where the text occurs so often that an
    /// index is the better way.
    /// </summary>
    public static bool TrySearch(ElfSymbolSections sections, ReadOnlySpan<byte> name, out int found)
    {
        found = -1;
        ReadOnlySpan<byte> strings = sections.Strings.Span;
        Span<uint> places = stackalloc uint[16];
        int count = 0;
        for (int from = 0; from < strings.Length; from++)
        {
            int at = strings[from..].IndexOf(name);
            if (at < 0)
            {
                break;
            }

            from += at;
            if (IsAt(strings, (uint)from, name))
            {
                if (count == places.Length)
                {
                    return false;
                }

                places[count++] = (uint)from;
            }
        }

        var symbols = new SymbolBytes(sections.Symbols.Span);
        places = places[..count];
        for (int i = 0; count > 0 && i < symbols.Count; i++)
        {
            if (places.Contains(symbols.NameOffset(i)) && symbols.Value(i) != 0)
            {
                found = i;
                break;
            }
        }

        return true;
    }

    private static bool IsAt(ReadOnlySpan<byte> strings, uint offset, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> rest = strings[(int)offset..];
        return rest.StartsWith(name) && (rest.Length == name.Length || rest[name.Length] == 0);
    }

    /// <summary>Of the first bytes only: names without end, which damage makes, must not cost a pass over all strings each.</summary>
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261 + (uint)name.Length;
        foreach (byte b in name[..Math.Min(name.Length, 64)])
        {
            hash = (hash ^ b) * 16777619;
        }

        return hash ^ (hash >> 15);
    }
}
