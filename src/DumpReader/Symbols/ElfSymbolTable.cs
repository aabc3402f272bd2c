using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;

namespace DumpReader.Symbols;

/// <summary>
/// A symbol table over the bytes of its sections. The bytes are fetched when first needed. The first lookups search; a table that
/// is asked again and again builds its indices (<see cref="SymbolNameIndex"/>, <see cref="SymbolAddressIndex"/>).
/// </summary>
internal sealed class ElfSymbolTable(string? module, Func<ElfSymbolSections> load) : SymbolTable
{
    private readonly Once<ElfSymbolSections> _sections = new(load);
    private SymbolNameIndex? _names;
    private SymbolAddressIndex? _addresses;
    private Range? _range;
    private int _nameSearches;
    private int _addressSearches;

    public override string? Module { get; } = module;

    /// <summary>Name of the object file, for a table that is neither a module's nor the kernel image's.</summary>
    public string? ObjectName { get; init; }

    /// <summary>Told where a name is longer than is believed.</summary>
    public LimitLog Log { get; init; } = LimitLog.None;

    public override string LoadObject => ObjectName ?? base.LoadObject;

    public override Problem? Missing => _sections.Value.Missing;

    public override int Count => _sections.Value.Symbols.Length / ElfSymbolSections.SymbolSize;

    public override Symbol this[int index]
    {
        get
        {
            ElfSymbolSections sections = _sections.Value;
            ElfSymbol entry = new SymbolBytes(sections.Symbols.Span)[index];
            ReadOnlyMemory<byte> name = Name(sections.Strings, entry.Name);
            if (name.Length == Limits.SymbolName)
            {
                SayIfCut(sections.Strings.Span[((int)entry.Name + name.Length)..], entry);
            }

            return new Symbol(this, index, name, entry.Value, entry.Size, entry.Info, entry.Other, entry.Section);
        }
    }

    public override bool TryFind(ReadOnlySpan<char> name, out Symbol symbol)
    {
        symbol = default;
        if (name.Length is 0 or > Limits.SymbolName)
        {
            return false;
        }

        Span<byte> bytes = name.Length <= 512 ? stackalloc byte[name.Length] : new byte[name.Length];
        if (!Encoding.Latin1.TryGetBytes(name, bytes, out _) || name.ContainsAnyExceptInRange('\u0001', '\u00ff'))
        {
            return false;
        }

        ElfSymbolSections sections = _sections.Value;
        SymbolNameIndex? index = Volatile.Read(ref _names);
        int found = -1;
        if (index is null
            && (Interlocked.Increment(ref _nameSearches) > Limits.SearchesBeforeIndex || !SymbolNameIndex.TrySearch(sections, bytes, out found)))
        {
            Volatile.Write(ref _names, index = new SymbolNameIndex(sections));
        }

        found = index?.Find(sections, bytes) ?? found;
        if (found < 0)
        {
            return false;
        }

        symbol = this[found];
        return true;
    }

    public override bool TryFindAtOrBelow(ulong address, out Symbol symbol)
    {
        symbol = default;
        ElfSymbolSections sections = _sections.Value;
        SymbolAddressIndex? index = Volatile.Read(ref _addresses);
        if (index is null && Interlocked.Increment(ref _addressSearches) > Limits.SearchesBeforeIndex)
        {
            Volatile.Write(ref _addresses, index = new SymbolAddressIndex(sections));
        }

        int found = index is null ? SymbolAddressIndex.Search(sections, address) : index.Find(address);
        if (found < 0)
        {
            return false;
        }

        symbol = this[found];
        return true;
    }

    public override bool Covers(ulong address)
    {
        Range range = Volatile.Read(ref _range) ?? (_range = Range.Of(_sections.Value));
        return address >= range.Low && address <= range.High;
    }

    private void SayIfCut(ReadOnlySpan<byte> behind, in ElfSymbol symbol)
    {
        if (!behind.IsEmpty && behind[0] != 0)
        {
            Log.Say(nameof(Limits.SymbolName), $"the name of the symbol with the value {symbol.Value:x} has more than {Limits.SymbolName} bytes; such names are cut");
        }
    }

    /// <summary>A name as it lies in the string table; empty where the offset is outside.</summary>
    internal static ReadOnlyMemory<byte> Name(ReadOnlyMemory<byte> strings, uint offset) =>
        offset < (uint)strings.Length ? strings.Slice((int)offset, NameLength(strings.Span, (int)offset)) : default;

    internal static int NameLength(ReadOnlySpan<byte> strings, int offset)
    {
        ReadOnlySpan<byte> rest = strings.Slice(offset, Math.Min(Limits.SymbolName, strings.Length - offset));
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest.Length : end;
    }

    /// <summary>First and last address that any symbol covers.</summary>
    private sealed record Range(ulong Low, ulong High)
    {
        public static Range Of(ElfSymbolSections sections)
        {
            ulong low = ulong.MaxValue;
            ulong high = 0;
            var symbols = new SymbolBytes(sections.Symbols.Span);
            for (int i = 0; i < symbols.Count; i++)
            {
                ElfSymbol symbol = symbols[i];
                if (symbol.Value != 0)
                {
                    ulong last = symbol.Value + (Math.Max(symbol.Size, 1) - 1);
                    low = Math.Min(low, symbol.Value);
                    high = Math.Max(high, last < symbol.Value ? ulong.MaxValue : last);
                }
            }

            return new Range(low, high);
        }
    }
}

/// <summary>The fields of one <c>Elf64_Sym</c>.</summary>
internal readonly record struct ElfSymbol(uint Name, byte Info, byte Other, ushort Section, ulong Value, ulong Size);

/// <summary>A symbol section read in place.</summary>
internal readonly ref struct SymbolBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Count => _bytes.Length / ElfSymbolSections.SymbolSize;

    public ElfSymbol this[int index]
    {
        get
        {
            ReadOnlySpan<byte> entry = _bytes.Slice(index * ElfSymbolSections.SymbolSize, ElfSymbolSections.SymbolSize);
            return new ElfSymbol(
                BinaryPrimitives.ReadUInt32LittleEndian(entry),       // st_name
                entry[4],                                             // st_info
                entry[5],                                             // st_other
                BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]),  // st_shndx
                BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),  // st_value
                BinaryPrimitives.ReadUInt64LittleEndian(entry[16..])); // st_size
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NameOffset(int index) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[(index * ElfSymbolSections.SymbolSize)..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Value(int index) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[((index * ElfSymbolSections.SymbolSize) + 8)..]);
}
