using Commands.Dcmds.Core;
using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

/// <summary>What the next stage and JSON get.</summary>
public class PrintRenderingTests : PrintTest
{
    [Fact]
    public void Pipe_gets_values_of_scalars_and_addresses_of_objects()
    {
        var bench = new Bench(stock: false);
        bench.Target.Memory = new ByteSpace(Base, Memory);
        StructType target = bench.Types.Add(new StructType("ctxop", false, 8, [new Member("x", HandMadeTypes.Long, 0)]));
        bench.Types.Add(new StructType(
            "t", false, 32, [new Member("p", new PointerType(target), 0), new Member("n", HandMadeTypes.Short, 64), new Member("s", target, 128)]));
        Put(0, 0x1111);
        Put(8, 0xffff);
        Assert.Equal("0x1111\n0xffff\n0x1010\n", bench.Pipe(new Print(), Base, "struct t", "p", "n", "s"));
        Assert.Equal([target, null, target], bench.Items.Select(i => i.Type));
    }

    [Fact]
    public void Pipe_reports_what_it_cannot_read_twice()
    {
        Struct("far", 0x400, ("p", new PointerType(HandMadeTypes.Int), 0x1000));
        Assert.Equal("", Target.Pipe(new Print(), Base, "struct far", "p"));
        Assert.Equal("mdb: failed to read pointer at 1200: no mapping for address\nmdb: failed to print type: no mapping for address\n", Target.Errors);
    }

    [Fact]
    public void Json_keeps_kinds_apart()
    {
        Foo();
        Target.Target.Symbols.Add("text", Base + 0x40);
        Assert.Equal(
            """{"addr":"0x1000","type":"struct foo","value":{"a":-1,"b":7,"c":"hello","d":{"addr":"0x1040","symbol":"text","text":"world"},"e":{"addr":"0x0"},"f":-71303168}}""",
            Target.Json(new Print(), Base, "struct foo"));
        Assert.Equal("""{"addr":"0x1000","type":"struct foo","value":{"b":7}}""", Target.Json(new Print(), Base, "struct foo", "b"));
    }

    [Fact]
    public void Json_numbers_beyond_2_to_the_53rd_are_hex_strings()
    {
        Put(0, 0x7fffffffffffffff);
        Put(8, 1UL << 53);
        Assert.Equal("""{"addr":"0x1000","type":"long","value":"0x7fffffffffffffff"}""", Target.Json(new Print(), Base, "long"));
        Assert.Equal("""{"addr":"0x1008","type":"long","value":9007199254740992}""", Target.Json(new Print(), Base + 8, "long"));
        Assert.Equal("""{"addr":"0x9000","type":"long","value":null}""", Target.Json(new Print(), 0x9000, "long"));
    }
}
