using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Targets;

/// <summary>
/// The symbols for dynamic linking of an ELF object as they lie in memory (System V ABI, chapter 5). How many there are only its hash tables
/// say: DT_HASH does so outright, DT_GNU_HASH by the end of its last chain.
/// </summary>
/// <param name="image">The object.</param>
/// <param name="memory">Where it lies.</param>
/// <param name="log">Told of what is more or larger than is believed.</param>
internal sealed class DynamicSymbols(MemoryImage image, AddressSpace memory, LimitLog log)
{
    private const ulong Hash = 4;         // DT_HASH
    private const ulong Strings = 5;      // DT_STRTAB
    private const ulong Symbols = 6;      // DT_SYMTAB
    private const ulong StringSize = 10;  // DT_STRSZ
    private const ulong GnuHash = 0x6ffffef5;

    private readonly Dictionary<ulong, ulong> _entries = [];

    /// <summary>None where memory lacks them.</summary>
    public ElfSymbolSections Read()
    {
        ReadEntries();
        uint count = Count();
        if (count == 0 || Of(StringSize) == 0 || !IsBelieved(count, Limits.Symbols, nameof(Limits.Symbols), "symbols")
            || !IsBelieved(Of(StringSize), Limits.ElfStrings, nameof(Limits.ElfStrings), "bytes of names"))
        {
            return ElfSymbolSections.None;
        }

        ReadOnlyMemory<byte> symbols = memory.GetMemory(Place(Symbols), (int)count * ElfSymbolSections.SymbolSize);
        ReadOnlyMemory<byte> strings = memory.GetMemory(Place(Strings), (int)Of(StringSize));
        return new ElfSymbolSections(symbols[..(symbols.Length / ElfSymbolSections.SymbolSize * ElfSymbolSections.SymbolSize)], strings);
    }

    private bool IsBelieved(ulong count, ulong most, string limit, string what)
    {
        if (count > most)
        {
            log.Say(limit, $"{count} {what} for dynamic linking in memory, expected at most {most}; they are left out");
        }

        return count <= most;
    }

    private void ReadEntries()
    {
        ElfSegment dynamic = image.Segments.FirstOrDefault(s => s.Type == ElfSegment.Dynamic);
        ReadOnlySpan<byte> entries = memory.GetMemory(unchecked(dynamic.Address + image.Bias), (int)log.AtMost(dynamic.MemorySize / 16, Limits.DynamicEntries, nameof(Limits.DynamicEntries), "entries of the dynamic section") * 16).Span;
        for (; entries.Length >= 16; entries = entries[16..])
        {
            _entries.TryAdd(BinaryPrimitives.ReadUInt64LittleEndian(entries), BinaryPrimitives.ReadUInt64LittleEndian(entries[8..]));
        }
    }

    private ulong Of(ulong tag) => _entries.GetValueOrDefault(tag);

    /// <summary>Some run-time linkers replace the addresses in the dynamic section by those in memory; those of the kernel's own object stay.</summary>
    private ulong Place(ulong tag)
    {
        ulong value = Of(tag);
        return value != 0 && value < image.Bias ? unchecked(value + image.Bias) : value;
    }

    private uint Count() =>
        _entries.ContainsKey(Hash) ? memory.TryReadUInt32(unchecked(Place(Hash) + 4), out uint chains) ? chains : 0 // nchain
        : _entries.ContainsKey(GnuHash) ? CountOfChains(Place(GnuHash)) : 0;

    private uint CountOfChains(ulong table)
    {
        Span<byte> head = stackalloc byte[16];
        if (!memory.TryRead(table, head))
        {
            return 0;
        }

        uint buckets = BinaryPrimitives.ReadUInt32LittleEndian(head);
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        uint words = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        if (!IsBelieved(Math.Max(buckets, words), Limits.Symbols, nameof(Limits.Symbols), "buckets of the hash table of symbols"))
        {
            return 0;
        }

        ulong bucketsAt = unchecked(table + 16 + (words * 8UL));
        ReadOnlySpan<byte> starts = memory.GetMemory(bucketsAt, (int)buckets * 4).Span;
        uint last = 0;
        for (; starts.Length >= 4; starts = starts[4..])
        {
            last = Math.Max(last, BinaryPrimitives.ReadUInt32LittleEndian(starts));
        }

        if (last < first)
        {
            return first; // only symbols that are used, none that is defined
        }

        for (; last < Limits.Symbols; last++)
        {
            if (!memory.TryReadUInt32(unchecked(bucketsAt + (buckets * 4UL) + ((last - first) * 4UL)), out uint link))
            {
                return 0;
            }

            if ((link & 1) != 0)
            {
                return last + 1;
            }
        }

        IsBelieved(last + 1UL, Limits.Symbols, nameof(Limits.Symbols), "symbols or more");

        return 0;
    }
}
