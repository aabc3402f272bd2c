using Commands.Dcmds.Core;
using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

/// <summary>One value: integers, times, enumerations, bit-fields, pointers.</summary>
public class PrintScalarTests : PrintTest
{
    [Fact]
    public void Integers_follow_d_and_x()
    {
        Put(0, 0xffffffff_fffffe5a);
        Assert.Equal("0xfffffe5a\n", Print(Base, "int"));
        Assert.Equal("-0t422\n", Print(Base, "-d", "int"));
        Assert.Equal("0xfffffe5a\n", Print(Base, "-dx", "int"));
        Assert.Equal("0t65114\n", Print(Base, "-d", "short"));
        Assert.Equal("0x5a\n", Print(Base, "uint8_t"));
        Assert.Equal("'Z'\n", Print(Base, "char"));
        Assert.Equal("int 0xfffffe5a\n", Print(Base, "-t", "int"));
        Assert.Equal("0x5\n", Print(5, "-i", "int"));
    }

    [Fact]
    public void Typedefs_name_their_base_with_T()
    {
        Struct("s", 4, ("p_flag", Types.Add(new TypedefType("uint_t", HandMadeTypes.Unsigned)), 0));
        Assert.Contains("uint_t <<unsigned int>> p_flag = 0", Print(Base, "-T", "struct s"), StringComparison.Ordinal);
    }

    [Fact]
    public void Special_typedefs_have_their_own_form()
    {
        Put(0, 1529613623);
        Types.Add(new TypedefType("time_t", HandMadeTypes.Long));
        Types.Add(new TypedefType("ipaddr_t", HandMadeTypes.Unsigned));
        Types.Add(new StructType("in6_addr", false, 16, [new Member("b", ArrayOf(HandMadeTypes.Byte, 16), 0)]));
        Assert.Equal("2018 Jun 21 20:40:23\n", Print(Base, "time_t"));
        Assert.Equal("0x5b2c0d37\n", Print(Base, "-x", "time_t"));
        Assert.Equal("0\n", Print(Base + 0x20, "time_t"));
        Assert.Equal("55.13.44.91\n", Print(Base, "ipaddr_t"));
        Assert.Equal("370d:2c5b::\n", Print(Base, "struct in6_addr"));
    }

    [Fact]
    public void Enumerations_show_number_and_name()
    {
        Types.Add(new EnumType("kind", 4, [new Enumerator("ONE", 1), new Enumerator("TWO", 2), new Enumerator("THREE", 3)]));
        Types.Add(new EnumType("set", 4, [new Enumerator("PRE_A", 1), new Enumerator("PRE_B", 2), new Enumerator("PRE_NONE", 0)]));
        Assert.Equal("2 (TWO)\n", Print(2, "-i", "enum kind"));
        Assert.Equal("0t99 (???)\n", Print(99, "-i", "enum kind"));
        Assert.Equal("0x2 (PRE_B)\n", Print(2, "-i", "enum set"));
        Assert.Equal("0x3 (PRE_{A|B})\n", Print(3, "-i", "enum set"));
        Assert.Equal("0 (PRE_NONE)\n", Print(0, "-i", "enum set"));
    }

    [Fact]
    public void Bit_fields_across_bytes_are_right_by_default_and_cut_under_stock()
    {
        // Bits 5 to 12 of the word: 0xd1; bits 13 to 17: 0x1f.
        Put(0, (0xd1UL << 5) | (0x1fUL << 13));
        foreach (Bench bench in (Bench[])[Target, new Bench(stock: false)])
        {
            bench.Target.Memory = new ByteSpace(Base, Memory);
            var eight = new IntegerType("unsigned int:8", 4, 8, signed: false);
            var five = new IntegerType("int:5", 4, 5, signed: true);
            bench.Types.Add(new StructType("bits", false, 4, [new Member("e", eight, 5), new Member("f", five, 13)]));
            string text = bench.Text(new Print(), Base, "-at", "struct bits");
            string[] expected = bench == Target
                ? ["1000.5 unsigned int:8 e = 0x20", "1001.5 int:5 f :5 = 7"]
                : ["1000.5 unsigned int:8 e :8 = 0xd1", "1001.5 int:5 f :5 = -0t1"];
            Assert.All(expected, line => Assert.Contains(line, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Pointers_are_symbols_unless_n()
    {
        Target.Target.Symbols.Add("vmm_savectx", 0xfffffffff78f8000, DumpReader.Symbols.SymbolType.Function, size: 0xb0);
        Types.Add(new TypedefType("fn_t", new PointerType(new FunctionType("", HandMadeTypes.Void, [], false))));
        Put(0, 0xfffffffff78f8011);
        Assert.Equal("vmm_savectx+0x11\n", Print(Base, "fn_t"));
        Assert.Equal("0xfffffffff78f8011\n", Print(Base, "-n", "fn_t"));
    }

    [Fact]
    public void Long_text_behind_a_pointer_is_cut()
    {
        Types.Add(new TypedefType("caddr_t", new PointerType(HandMadeTypes.Char)));
        Memory.AsSpan(8).Fill((byte)'x');
        Put(0, Base + 8);
        Assert.Equal($"0x1008 \"{new string('x', 256)}\" ...\n", Print(Base, "char *"));
        Assert.Equal("0x1008\n", Print(Base, "caddr_t"));
    }
}
