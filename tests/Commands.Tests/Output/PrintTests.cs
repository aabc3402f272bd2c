using System.Buffers.Binary;
using Commands.Dcmds.Core;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

public class PrintTests
{
    private const ulong Base = 0x1000;
    private readonly byte[] _memory = new byte[0x200];
    private readonly Bench _bench = new();

    public PrintTests()
    {
        _bench.Target.Memory = new ByteSpace(Base, _memory);
    }

    private FakeTypes Types => _bench.Target.Types;

    private string Print(ulong? address, params object[] words) => _bench.Text(new Print(), address, words).ReplaceLineEndings("\n");

    private void Put(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_memory.AsSpan(offset), value);

    private StructType Struct(string tag, ulong size, params (string Name, CType Type, ulong Bit)[] members) =>
        Types.Add(new StructType(tag, false, size, [.. members.Select(m => new Member(m.Name, m.Type, m.Bit))]));

    private static ArrayType ArrayOf(CType element, uint count) => new(element, FakeTypes.Unsigned, count);

    private StructType Foo()
    {
        Put(0, 0x7_ffff_ffff);
        "hello"u8.CopyTo(_memory.AsSpan(8));
        Put(0x10, Base + 0x40);
        "world"u8.CopyTo(_memory.AsSpan(0x40));
        Put(0x20, 0xfffffffffbc00000);
        return Struct(
            "foo",
            0x28,
            ("a", FakeTypes.Int, 0),
            ("b", FakeTypes.Int, 32),
            ("c", ArrayOf(FakeTypes.Char, 8), 64),
            ("d", new PointerType(FakeTypes.Char), 0x80),
            ("e", new PointerType(FakeTypes.Void), 0xc0),
            ("f", FakeTypes.Long, 0x100));
    }

    [Fact]
    public void Whole_structure_shows_every_kind_of_member()
    {
        Foo();
        Assert.Equal(
            """
            {
                a = 0xffffffff
                b = 0x7
                c = [ "hello" ]
                d = 0x1040 "world"
                e = 0
                f = 0xfffffffffbc00000
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "struct", "foo"));
        Assert.Equal(Base + 0x28, _bench.Session.Dot);
        Assert.Equal(0UL, _bench.Session.Increment);
    }

    [Fact]
    public void Addresses_and_types_stand_in_front()
    {
        Foo();
        Assert.Equal(
            """
            1000 struct foo {
                1000 int a = 0xffffffff
                1004 int b = 0x7
                1008 char [8] c = [ "hello" ]
                1010 char *d = 0x1040 "world"
                1018 void *e = 0
                1020 long f = 0xfffffffffbc00000
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "-at", "struct foo"));
    }

    [Fact]
    public void Layout_without_an_address_has_no_values()
    {
        Foo();
        string[] lines = Print(null, "-at", "struct foo").Split('\n');
        Assert.Equal("0 struct foo {", lines[0]);
        Assert.Equal("    8 char [8] c ", lines[3]);
        Assert.Equal("}", lines[7]);
    }

    [Fact]
    public void Outermost_braces_are_left_out_by_default()
    {
        var bench = new Bench(stock: false);
        bench.Target.Memory = new ByteSpace(Base, _memory);
        StructType inner = bench.Target.Types.Add(new StructType("in", false, 4, [new Member("x", FakeTypes.Int, 0)]));
        bench.Target.Types.Add(new StructType("out", false, 4, [new Member("i", inner, 0)]));
        Assert.Equal("    i = {\n        x = 0\n    }\n", bench.Text(new Print(), Base, "struct out"));
        Assert.Equal("1000 struct out\n    1000 struct in i = {\n        1000 int x = 0\n    }\n", bench.Text(new Print(), Base, "-at", "struct out"));
        Assert.Equal("i = {\n    i.x = 0\n}\n", bench.Text(new Print(), Base, "struct out", "i"));
    }

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
        Struct("s", 4, ("p_flag", Types.Add(new TypedefType("uint_t", FakeTypes.Unsigned)), 0));
        Assert.Contains("uint_t <<unsigned int>> p_flag = 0", Print(Base, "-T", "struct s"), StringComparison.Ordinal);
    }

    [Fact]
    public void Special_typedefs_have_their_own_form()
    {
        Put(0, 1529613623);
        Types.Add(new TypedefType("time_t", FakeTypes.Long));
        Types.Add(new TypedefType("ipaddr_t", FakeTypes.Unsigned));
        Types.Add(new StructType("in6_addr", false, 16, [new Member("b", ArrayOf(FakeTypes.Byte, 16), 0)]));
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
        foreach (Bench bench in (Bench[])[_bench, new Bench(stock: false)])
        {
            bench.Target.Memory = new ByteSpace(Base, _memory);
            var eight = new IntegerType("unsigned int:8", 4, 8, signed: false);
            var five = new IntegerType("int:5", 4, 5, signed: true);
            bench.Target.Types.Add(new StructType("bits", false, 4, [new Member("e", eight, 5), new Member("f", five, 13)]));
            string text = bench.Text(new Print(), Base, "-at", "struct bits");
            string[] expected = bench == _bench
                ? ["1000.5 unsigned int:8 e = 0x20", "1001.5 int:5 f :5 = 7"]
                : ["1000.5 unsigned int:8 e :8 = 0xd1", "1001.5 int:5 f :5 = -0t1"];
            Assert.All(expected, line => Assert.Contains(line, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Holes_are_shown_with_h()
    {
        Put(8, 0xabcd_0000_0001);
        Struct("h", 24, ("a", FakeTypes.Char, 0), ("b", FakeTypes.Int, 64), ("c", FakeTypes.Long, 128));
        Assert.Equal(
            """
            1000 struct h {
                1000 char a = '\0'
                1001 unsigned <<HOLE>> :56 = 0
                1008 int b = 0x1
                100c uint32_t <<HOLE>> = 0xabcd
                1010 long c = 0
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "-hat", "struct h"));
    }

    [Fact]
    public void Arrays_are_cut_at_the_limit()
    {
        Struct("v", 8, ("v", ArrayOf(FakeTypes.Byte, 8), 0), ("z", ArrayOf(FakeTypes.Int, 0), 64));
        Put(0, 0x0807060504030201);
        Assert.Equal("v = [ 0x1, 0x2, ... ]\nz = [ ... ]\n", Print(Base, "-l", "2", "struct v", "v", "z"));
        _bench.Session.Options.ArrayMemoryLimit = 1;
        Assert.Equal("v = [ 0x1, ... ]\n", Print(Base, "struct v", "v"));
        Assert.Equal("v = [ 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7, 0x8 ]\n", Print(Base, "-L", "struct v", "v"));
    }

    [Fact]
    public void Arrays_of_structures_and_of_arrays_stand_on_lines()
    {
        StructType inner = Struct("in", 4, ("x", FakeTypes.Int, 0));
        Struct("out", 24, ("s", ArrayOf(inner, 2), 0), ("m", ArrayOf(ArrayOf(FakeTypes.Int, 2), 2), 64));
        Assert.Equal(
            """
            {
                s = [
                    {
                        x = 0
                    },
                ... ]
                m = [
                    [ 0, ... ]
                ... ]
            }

            """.ReplaceLineEndings("\n"),
            Print(Base, "-l", "1", "struct out"));
        Assert.Equal("{\n    s = [ ... ]\n    m = [ ... ]\n}\n", Print(Base, "-s", "1", "struct out"));
        Assert.Equal("{ ... }\n", Print(Base, "-s", "0", "struct out"));
    }

    [Fact]
    public void Characters_that_are_not_text_are_listed()
    {
        Types.Add(new TypedefType("buf_t", ArrayOf(FakeTypes.Char, 4)));
        Put(0, 0x00ff0a22);
        Assert.Equal("[ '\\\"', '\\n', '\\377', '\\0' ]\n", Print(Base, "buf_t"));
        Put(0, 0x64636261);
        Assert.Equal("[ \"abcd\" ]\n", Print(Base, "buf_t"));
        Assert.Equal("[ 'a', 'b', 'c', 'd' ]\n", Print(Base, "-c", "3", "buf_t"));
    }

    [Fact]
    public void Pointers_are_symbols_unless_n()
    {
        _bench.Target.Symbols.Add("vmm_savectx", 0xfffffffff78f8000, 0xb0, DumpReader.Symbols.SymbolType.Function);
        Types.Add(new TypedefType("fn_t", new PointerType(new FunctionType("", FakeTypes.Void, [], false))));
        Put(0, 0xfffffffff78f8011);
        Assert.Equal("vmm_savectx+0x11\n", Print(Base, "fn_t"));
        Assert.Equal("0xfffffffff78f8011\n", Print(Base, "-n", "fn_t"));
    }

    [Fact]
    public void Long_text_behind_a_pointer_is_cut()
    {
        Types.Add(new TypedefType("caddr_t", new PointerType(FakeTypes.Char)));
        _memory.AsSpan(8).Fill((byte)'x');
        Put(0, Base + 8);
        Assert.Equal($"0x1008 \"{new string('x', 256)}\" ...\n", Print(Base, "char *"));
        Assert.Equal("0x1008\n", Print(Base, "caddr_t"));
    }

    [Fact]
    public void Unreadable_member_ends_its_structure_with_a_message()
    {
        Struct("cut", 0x400, ("a", FakeTypes.Int, 0), ("p", new PointerType(FakeTypes.Int), 0x1000), ("b", FakeTypes.Int, 0x40));
        Assert.Equal("{\n    a = 0\n}\n", Print(Base, "struct cut"));
        Assert.Equal("mdb: failed to read p pointer at 1200: no mapping for address\n", _bench.Errors);
        Assert.True(_bench.LastRun!.IsPartial);
        Assert.Equal(Status.Ok, _bench.Status);
    }

    [Fact]
    public void Unreadable_array_is_reported_element_by_element()
    {
        Struct("cut", 0x400, ("v", ArrayOf(FakeTypes.Int, 2), 0x1000));
        Assert.Equal("{\n\n}\n", Print(Base, "struct cut"));
        Assert.Equal(
            "mdb: failed to read 4 bytes at 1200: no mapping for address\nmdb: failed to read 4 bytes at 1204: no mapping for address\n", _bench.Errors);
    }

    [Fact]
    public void Unreadable_characters_are_silent_but_make_the_run_partial()
    {
        Types.Add(new TypedefType("text_t", ArrayOf(FakeTypes.Char, 8)));
        Assert.Equal("", Print(0x9000, "char"));
        Assert.True(_bench.LastRun!.IsPartial);
        Assert.Equal("\n", Print(0x9000, "text_t"));
        Assert.Equal("", _bench.Errors);
    }

    [Fact]
    public void Pipe_gets_values_of_scalars_and_addresses_of_objects()
    {
        var bench = new Bench(stock: false);
        bench.Target.Memory = new ByteSpace(Base, _memory);
        StructType target = bench.Target.Types.Add(new StructType("ctxop", false, 8, [new Member("x", FakeTypes.Long, 0)]));
        bench.Target.Types.Add(new StructType(
            "t", false, 32, [new Member("p", new PointerType(target), 0), new Member("n", FakeTypes.Short, 64), new Member("s", target, 128)]));
        Put(0, 0x1111);
        Put(8, 0xffff);
        Assert.Equal("0x1111\n0xffff\n0x1010\n", bench.Pipe(new Print(), Base, "struct t", "p", "n", "s"));
        Assert.Equal([target, null, target], bench.Items.Select(i => i.Type));
    }

    [Fact]
    public void Pipe_reports_what_it_cannot_read_twice()
    {
        Struct("far", 0x400, ("p", new PointerType(FakeTypes.Int), 0x1000));
        Assert.Equal("", _bench.Pipe(new Print(), Base, "struct far", "p"));
        Assert.Equal("mdb: failed to read pointer at 1200: no mapping for address\nmdb: failed to print type: no mapping for address\n", _bench.Errors);
    }

    [Fact]
    public void Json_keeps_kinds_apart()
    {
        Foo();
        _bench.Target.Symbols.Add("text", Base + 0x40, 8);
        Assert.Equal(
            """{"addr":"0x1000","type":"struct foo","value":{"a":-1,"b":7,"c":"hello","d":{"addr":"0x1040","symbol":"text","text":"world"},"e":{"addr":"0x0"},"f":-71303168}}""",
            _bench.Json(new Print(), Base, "struct foo"));
        Assert.Equal("""{"addr":"0x1000","type":"struct foo","value":{"b":7}}""", _bench.Json(new Print(), Base, "struct foo", "b"));
    }

    [Fact]
    public void Json_numbers_beyond_2_to_the_53rd_are_hex_strings()
    {
        Put(0, 0x7fffffffffffffff);
        Put(8, 1UL << 53);
        Assert.Equal("""{"addr":"0x1000","type":"long","value":"0x7fffffffffffffff"}""", _bench.Json(new Print(), Base, "long"));
        Assert.Equal("""{"addr":"0x1008","type":"long","value":9007199254740992}""", _bench.Json(new Print(), Base + 8, "long"));
        Assert.Equal("""{"addr":"0x9000","type":"long","value":null}""", _bench.Json(new Print(), 0x9000, "long"));
    }

    [Fact]
    public void Type_is_inferred_from_the_symbol_at_the_address()
    {
        Foo();
        _bench.Target.Symbols.Add("gfoo", Base, 0x28).Add("notype", Base + 0x30, 8);
        Types.OfSymbols["gfoo"] = Types.Find(null, "struct foo", out _)!;
        Assert.StartsWith("{\n    a = ", Print(Base), StringComparison.Ordinal);
        Assert.Equal("b = 0x7\n", Print(Base, "b"));
        Assert.Equal("", Print(Base, "nosuch_t"));
        Print(Base + 8);
        Print(Base + 0x30);
        Print(0x1234, "nosuch_t");
        Assert.Equal(
            """
            mdb: failed to find member nosuch_t of struct foo: no such member of structure or union
            mdb: no symbol information for gfoo+8: no symbol corresponds to address
            mdb: no type data available for notype [2]: Symbol table entry is not a data object
            mdb: failed to look up type nosuch_t: no symbol corresponds to address

            """.ReplaceLineEndings("\n"),
            _bench.Errors);
    }

    [Fact]
    public void Offset_names_the_member_there()
    {
        Foo();
        Assert.Equal("b = 0x7\n", Print(Base, "struct foo", 4UL));
        Assert.Equal("c[1] = 'e'\n", Print(Base, "struct foo", 9UL));
        Assert.Equal("", Print(Base, "struct foo", 0x100UL));
        Assert.Equal("mdb: invalid offset 100\n", _bench.Errors);
    }

    [Fact]
    public void Members_alone_look_at_the_last_object_shown_by_default()
    {
        var bench = new Bench(stock: false);
        bench.Target.Memory = new ByteSpace(Base, _memory);
        bench.Target.Types.Add(new StructType("s", false, 8, [new Member("b", FakeTypes.Int, 32)]));
        Put(0, 7UL << 32);
        bench.Text(new Print(), Base, "struct s");
        bench.Pipe(new Print(), Base + 0x10, "long");
        Assert.Equal("b = 0x7\n", bench.Text(new Print(), null, "b"));
        Assert.Equal("", bench.Text(new Print(), null, "nosuch"));
        Assert.Equal("mdb: failed to look up type nosuch: No type information available for that name\n", bench.Errors);
    }

    [Fact]
    public void Structure_that_contains_itself_ends()
    {
        StructType? loop = null;
        loop = new StructType("loop", false, 8, () => [new Member("a", FakeTypes.Int, 0), new Member("again", loop!, 0)]);
        Types.Add(loop);
        Assert.Equal("<structure that contains itself>\n", Print(Base, "struct loop"));
        Assert.Equal("struct loop: structure that contains itself", _bench.LastRun!.FirstProblem!.Value.Message);
    }

    [Fact]
    public void Printing_a_member_again_and_again_allocates_little()
    {
        Foo();
        var stage = new RepeatedPrint(_bench, Base, "struct foo", "a", "f");
        stage.Run(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        stage.Run(10_000);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 10_000, 0, 16);
    }
}
