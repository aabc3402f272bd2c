using DumpReader.Symbols;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Symbols;

public class KernelSymbolCatalogTests
{
    private static readonly KernelSymbolCatalog Catalog = new(
        new ElfSymbolTable(null, () => MiniElf.Sections([new("shared", 0x1000, 0x10), new("far", 0x2000, 0x1000)])),
        new(() =>
        [
            Module("first", 0x2000, 0x2fff, new MiniSymbol("shared", 0x5000, 1), new MiniSymbol("near", 0x2100, 0x10), new MiniSymbol("even", 0x2000, 0x10)),
            Module("second", 0x3000, 0x3fff, new MiniSymbol("near", 0x3100, 0x10), new MiniSymbol("stray", 0x2100, 0x20)),
            Module("first", 0x8000, 0x8fff, new MiniSymbol("twin", 0x8000, 1)),
        ]));

    [Theory]
    [InlineData(null, "shared", SymbolLookup.Found, 0x1000)]   // the image comes first
    [InlineData(null, "near", SymbolLookup.Found, 0x2100)]     // then the modules in load order
    [InlineData("second", "near", SymbolLookup.Found, 0x3100)]
    [InlineData("second", "shared", SymbolLookup.UnknownName, 0)]
    [InlineData("first", "twin", SymbolLookup.UnknownName, 0)] // of two modules of a name the first counts
    [InlineData("third", "near", SymbolLookup.UnknownObject, 0)]
    [InlineData(null, "nosuch", SymbolLookup.UnknownName, 0)]
    public void Names_are_looked_for_in_order(string? module, string name, SymbolLookup expected, ulong value)
    {
        Assert.Equal(expected, Catalog.Find(module, name, out Symbol symbol));
        Assert.Equal(value, symbol.Value);
    }

    [Theory]
    [InlineData(0x1008, 0, null, "shared")]
    [InlineData(0x1010, 0, null, null)]           // past its size
    [InlineData(0x1010, 0x20, null, "shared")]    // but within an absolute distance
    [InlineData(0x2008, 0, null, "far")]          // equal distance: the earlier table
    [InlineData(0x2108, 0, "first", "near")]      // the closest wins
    [InlineData(0x2118, 0, null, "far")]          // second is not asked outside its range
    [InlineData(0x5000, 0, null, null)]           // nor is first
    [InlineData(0x9000, 0, null, null)]
    public void Closest_symbol_of_the_tables_that_hold_the_address_wins(ulong address, ulong distance, string? module, string? name)
    {
        Assert.Equal(name is not null, Catalog.TryFind(address, distance, out Symbol symbol));
        if (name is not null)
        {
            Assert.Equal((module, name), (symbol.Table.Module, symbol.Name));
        }
    }

    [Fact]
    public void Tables_are_the_image_and_each_module() =>
        Assert.Equal([null, "first", "second", "first"], Catalog.Tables.Select(t => t.Module));

    private static ModuleSymbols Module(string name, ulong low, ulong high, params MiniSymbol[] symbols) =>
        new(name, [new(low, high + 1), default], new ElfSymbolTable(name, () => MiniElf.Sections(symbols)));
}
