using CsCheck;
using DumpReader.Symbols;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Symbols;

public class SymbolTableTests
{
    private static readonly Gen<MiniSymbol> AnySymbol = Gen.Select(
        Gen.Char["abc"].Array[0, 3], Gen.ULong[0, 20], Gen.ULong[0, 3],
        Gen.OneOf(Gen.Const(SymbolBinding.Local), Gen.Const(SymbolBinding.Global), Gen.Const(SymbolBinding.Weak)), Gen.OneOf(Gen.Const(SymbolType.NoType), Gen.Const(SymbolType.Object), Gen.Const(SymbolType.Function)), (name, value, size, binding, type) => new MiniSymbol(new string(name), value, size, binding, type));

    [Fact]
    public void Address_lookup_follows_the_tie_rules_searched_and_indexed() => AnySymbol.Array[0, 40].Sample(symbols =>
    {
        ElfSymbolTable table = Table(symbols);
        for (int round = 0; round < 2; round++)
        {
            for (ulong address = 0; address < 24; address++)
            {
                int expected = BestAtOrBelow(symbols, address);
                bool found = table.TryFindAtOrBelow(address, out Symbol symbol);
                Assert.Equal(expected >= 0, found);
                Assert.True(!found || symbol.Index == expected + 1);
            }
        }
    }, iter: 200);

    [Fact]
    public void First_symbol_of_a_name_counts_searched_and_indexed() => AnySymbol.Array[0, 40].Sample(symbols =>
    {
        ElfSymbolTable table = Table(symbols);
        for (int round = 0; round < 40; round++)
        {
            foreach (string name in new[] { "a", "ab", "abc", "cc", "zz" })
            {
                int expected = Array.FindIndex(symbols, s => s.Name == name && s.Value != 0);
                Assert.Equal(expected >= 0, table.TryFind(name, out Symbol symbol));
                Assert.True(expected < 0 || symbol.Index == expected + 1);
            }
        }
    }, iter: 100);

    [Fact]
    public void Name_that_is_the_tail_of_many_others_is_found()
    {
        ElfSymbolTable table = Table([.. Enumerable.Range(0, 50).Select(i => new MiniSymbol($"f{i}_lock", 0x100, 8)), new("lock", 0x200, 8)]);
        Assert.True(table.TryFind("lock", out Symbol symbol));
        Assert.Equal(0x200UL, symbol.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nosuch")]
    [InlineData("k\0as")]
    [InlineData("k\u0101s")]
    public void Name_that_no_symbol_can_have_is_not_found(string name) => Assert.False(Table([new("kas", 1, 1)]).TryFind(name, out _));

    [Fact]
    public void Name_outside_the_string_table_is_empty_and_harmless()
    {
        DumpReader.Formats.Elf.ElfSymbolSections sections = MiniElf.Sections([new("kas", 0x1000, 8)]);
        byte[] entries = sections.Symbols.ToArray();
        entries[24] = entries[25] = entries[26] = entries[27] = 0xff;
        var table = new ElfSymbolTable(null, () => sections with { Symbols = entries });
        for (int i = 0; i < 60; i++)
        {
            Assert.False(table.TryFind("kas", out _));
            Assert.True(table.TryFindAtOrBelow(0x1004, out Symbol symbol));
            Assert.Equal("", symbol.Name);
        }
    }

    [Fact]
    public void Names_without_an_end_do_not_make_lookups_slow()
    {
        const int Count = 20_000;
        DumpReader.Formats.Elf.ElfSymbolSections sections = MiniElf.Sections([.. Enumerable.Range(0, Count).Select(i => new MiniSymbol("s", 0x1000, 8))]);
        byte[] entries = sections.Symbols.ToArray();
        for (int i = 0; i <= Count; i++)
        {
            BitConverter.TryWriteBytes(entries.AsSpan(24 * i), i * 8);
        }

        var endless = new byte[1 << 20];
        Array.Fill(endless, (byte)'s');
        var table = new ElfSymbolTable(null, () => new(entries, endless));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < 30; i++)
        {
            Assert.False(table.TryFind("sss", out _));
        }

        Assert.True(table.TryFindAtOrBelow(0x1004, out _));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 20_000);
    }

    [Fact]
    public void Table_covers_the_symbols_and_no_more()
    {
        ElfSymbolTable table = Table([new("a", 0x100, 0x10), new("b", 0x200, 0)]);
        Assert.False(table.Covers(0xff));
        Assert.True(table.Covers(0x100));
        Assert.True(table.Covers(0x200));
        Assert.False(table.Covers(0x201));
    }

    private static int BestAtOrBelow(MiniSymbol[] symbols, ulong address) => Enumerable.Range(0, symbols.Length)
        .Where(i => symbols[i].Value != 0 && symbols[i].Value <= address && (symbols[i].Binding != SymbolBinding.Local || symbols[i].Size != 0))
        .OrderByDescending(i => symbols[i].Value)
        .ThenBy(i => symbols[i].Size == 0)
        .ThenBy(i => symbols[i].Type == SymbolType.NoType)
        .ThenBy(i => symbols[i].Binding == SymbolBinding.Weak)
        .ThenBy(i => symbols[i].Name, StringComparer.Ordinal)
        .ThenBy(i => i)
        .FirstOrDefault(-1);

    private static ElfSymbolTable Table(IReadOnlyList<MiniSymbol> symbols) => new(null, () => MiniElf.Sections(symbols));
}
