using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Core;

/// <summary>Private symbols, ::nm, ::whatis and what they share: names of addresses.</summary>
public class SymbolTests
{
    private static readonly ITarget Dump = SampleDumps.Open("ctx-new");

    [Fact]
    public void A_private_symbol_names_its_addresses_until_it_is_removed()
    {
        Answer answer = TestSession.Script("1000::nmadd -s 20 mysym\n1010=p\nmysym=X\n::nmdel mysym\n1010=p\n", target: Dump);
        Assert.Equal(["added mysym, value=1000 size=20", "mysym+0x10", "1000", "deleted mysym, value=1000 size=20", "0x1010"], answer.Lines);
    }

    [Fact]
    public void A_private_symbol_comes_before_one_of_the_dump()
    {
        Assert.Equal(["added hz, value=5 size=0", "5"], TestSession.Script("5::nmadd hz\nhz=X\n", target: Dump).Lines);
    }

    [Fact]
    public void An_end_makes_the_size()
    {
        Assert.Equal(["added x, value=1000 size=80"], TestSession.Script("1000::nmadd -e 1080 x\n", target: Dump).Lines);
    }

    [Theory]
    [InlineData("::nm -hn vmm", false)]
    [InlineData("::nm -hv vmm", true)]
    public void Symbols_are_sorted_by_name_or_value(string command, bool byValue)
    {
        string[][] rows = [.. TestSession.Script(command + "\n", target: Dump).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|'))];
        string[] keys = [.. rows.Select(r => byValue ? r[0] : r[^1])];
        Assert.True(rows.Length > 10);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Several_addresses_are_explained_in_one_search_the_unknown_last()
    {
        Answer answer = TestSession.Script("::echo \"5;hz;fffffe5af5cc8040\" | ::whatis\n", target: Dump);
        Assert.Equal(
            ["fffffffffbd20630 is hz, in genunix's data segment", "fffffe5af5cc8040 is allocated as a thread structure", "5 is unknown"],
            answer.Lines);
    }

    [Fact]
    public void Each_address_in_its_turn_keeps_the_order_of_the_pipe()
    {
        Answer answer = TestSession.Script("::echo \"5;hz\" | ::whatis -k\n", TestSession.Stock, target: Dump);
        Assert.Equal(["5 is unknown", "fffffffffbd20630 is hz, in genunix's data segment"], answer.Lines);
    }
}
