using DumpReader;
using DumpReader.Spaces;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Tests.Scenarios;

public class ScenarioTests
{
    private const string Base = """
        typedef long time_t;
        enum color { RED, GREEN = 5, BLUE = -1 };
        struct all {
            char c;
            signed char s;
            unsigned short us;
            int i;
            long l;
            unsigned a:3, b:13;
            enum color e;
            char text[8];
            int array[3];
            struct { int x; int y; } pair[2];
            struct all *next;
            char *name;
            float f;
            double d;
            time_t when;
            union { int in; char bytes[4]; };
            void (*fn)(void);
        };
        ::modctl unix { text = fffffffffb800000 text_size = 1000 data = fffffffffbc00000 data_size = 1000 }
        ::modctl genunix { text = fffffffffb9b0000 text_size = 1000 data = fffffffffbd20000 data_size = 1000 }
        fffffffffbc00000::nmadd -o -s e0 kas
        fffffffffbd20000::nmadd -o -s 90 modules
        fffffffffb800010::nmadd -f -s 20 handler
        fffffffffb9b0010::nmadd -f -s 20 other
        fffffffffb9b0040::nmadd -f -e fffffffffb9b0060 -l add

        """;

    private const ulong At = 0xfffffe0000001000;

    private static byte[] Memory(string text, ulong address, int length)
    {
        using var temp = new TempFolder();
        Scenario.Parse(Base + text).Write(temp.File("unix.0"), temp.File("vmcore.0"));
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        byte[] bytes = new byte[length];
        Assert.Equal(length, dump.Memory.Read(address, bytes));
        return bytes;
    }

    private static byte[] Member(string members, int offset, int length) =>
        Memory($"{At:x}::print struct all {{ {members} }}", At + (ulong)offset, length);

    [Theory]
    [InlineData("c = 'x'", 0, "78")]
    [InlineData("c = '\\377'", 0, "ff")]
    [InlineData("s = -1", 1, "ff")]
    [InlineData("us = 0x1234", 2, "3412")]
    [InlineData("us = 0t10", 2, "0a00")]
    [InlineData("us = 10", 2, "1000")]
    [InlineData("i = -0t2", 4, "feffffff")]
    [InlineData("l = 0xfffffe5af5cc8040", 8, "4080ccf55afeffff")]
    [InlineData("l = fffffe5af5cc8040", 8, "4080ccf55afeffff")]
    [InlineData("a = 5 b = 0x1fff", 16, "fdff")]
    [InlineData("b = 1", 16, "0800")]
    [InlineData("e = GREEN", 20, "05000000")]
    [InlineData("e = 5 (GREEN)", 20, "05000000")]
    [InlineData("e = BLUE", 20, "ffffffff")]
    [InlineData("i = GREEN", 4, "05000000")]
    [InlineData("text = [ \"ab\\n\" ]", 24, "61620a0000000000")]
    [InlineData("text = \"12345678\"", 24, "3132333435363738")]
    [InlineData("text = [ 'a', '\\0', 'b' ]", 24, "6100620000000000")]
    [InlineData("array = [ 0x1, 0, 3 ]", 32, "010000000000000003000000")]
    [InlineData("array[1] = 7", 32, "000000000700000000000000")]
    [InlineData("pair = [ { x = 1 y = 2 }, { y = 3 }, ]", 44, "01000000020000000000000003000000")]
    [InlineData("pair[1].y = 3", 44, "00000000000000000000000003000000")]
    [InlineData("next = handler+0x10", 64, "200080fbffffffff")]
    [InlineData("next = genunix`other", 64, "10009bfbffffffff")]
    [InlineData("next = add", 64, "40009bfbffffffff")]
    [InlineData("next = 0xadd", 64, "dd0a000000000000")]
    [InlineData("next = (handler + 20) - 0x8", 64, "280080fbffffffff")]
    [InlineData("name = 0xfffffe0000002000 \"hi\"", 72, "0020000000feffff")]
    [InlineData("f = -1.5000000e+00", 80, "0000c0bf")]
    [InlineData("d = +2.5000000e-01", 88, "000000000000d03f")]
    [InlineData("when = 2018 Jun 21 21:35:51", 96, "371a2c5b00000000")]
    [InlineData("in = 0x01020304", 104, "04030201")]
    [InlineData("fn = handler", 112, "100080fbffffffff")]
    public void A_value_is_read_as_print_shows_it(string members, int offset, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexStringLower(Member(members, offset, bytes.Length / 2)));

    [Fact]
    public void A_text_behind_a_pointer_lies_at_its_address() =>
        Assert.Equal("hi\0"u8.ToArray(), Memory($"{At:x}::print struct all {{ name = 0xfffffe0000002000 \"hi\" }}", 0xfffffe0000002000, 3));

    [Fact]
    public void A_text_without_an_address_gets_one()
    {
        byte[] pointers = Memory($"{At:x}::print struct all {{ name = \"hi\" }} {At + 0x78:x}::print struct all {{ name = \"hi\" }}", At, 0xf0);
        ulong place = BitConverter.ToUInt64(pointers, 72);
        Assert.Equal(place, BitConverter.ToUInt64(pointers, 0x78 + 72));
        Assert.Equal("hi\0"u8.ToArray(), Memory($"{At:x}::print struct all {{ name = \"hi\" }}", place, 3));
    }

    [Theory]
    [InlineData("{0}::print struct all i = 7", 4, "07000000")]
    [InlineData("{0}::print struct all b = 2", 16, "17000000")]
    [InlineData("{0}::print struct all pair[0].y = 7", 48, "07000000")]
    [InlineData("{0}::print int = 7", 0, "07000000")]
    [InlineData("{0}+8::print 'struct all *' = handler", 8, "100080fbffffffff")]
    [InlineData("{0}::print int [ 1, 2 ]", 0, "0100000002000000")]
    [InlineData("{0}::print char [ \"abc\" ]", 0, "61626300")]
    [InlineData("{0}+4/W -1", 4, "")]
    [InlineData("{0}+4/W 1", 4, "01000000")]
    [InlineData("{0}+4/w 1", 4, "0100fe7f")]
    [InlineData("{0}+4/v 1", 4, "01fffe7f")]
    [InlineData("{0}/Z handler", 0, "100080fbffffffff")]
    [InlineData("{0}+2,3::fill 77", 2, "777777ff")]
    public void What_stands_later_changes_what_stood_before(string text, int offset, string bytes)
    {
        string scenario = $"{At:x}::print struct all {{ c = 'c' i = 0x7ffeffff us = 0xffff a = 7 }}\n{string.Format(text, At.ToString("x"))}";
        if (bytes.Length == 0)
        {
            Assert.Throws<DeclarationException>(() => Scenario.Parse(Base + scenario));
            return;
        }

        Assert.Equal(bytes, Convert.ToHexStringLower(Memory(scenario, At + (ulong)offset, bytes.Length / 2)));
    }

    [Fact]
    public void Symbols_take_their_type_from_declarations_or_from_the_object_at_them()
    {
        const string text = """
            extern struct all declared;
            fffffffffbd20100::nmadd -o declared
            fffffffffbd20200::nmadd -o printed
            printed::print struct all { i = 1 }
            declared::print i = 2
            printed::print pair[1].y = 3
            declared::print { l = 4 }
            """;
        byte[] memory = Memory(text, 0xfffffffffbd20100, 0x178);
        Assert.Equal((0, 4), (memory[4], memory[8]));
        Assert.Equal((1, 3), (memory[0x104], memory[0x100 + 56]));
    }

    [Fact]
    public void Objects_behind_context_lie_in_the_address_space_of_the_process()
    {
        const string text = """
            struct proc { long p_stat; void *p_as; };
            fffffe0000003000::print struct proc { p_as = 0xfffffe0000004000 }
            fffffe0000003000::context
            400000/Z 0x1122
            0::context
            fffffe0000005000/Z 0x3344
            """;
        using var temp = new TempFolder();
        Scenario.Parse(Base + text).Write(temp.File("unix.0"), temp.File("vmcore.0"));
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        AddressSpace user = dump.Target.UserSpace(0xfffffe0000004000)!;
        Assert.Equal(0x1122UL, user.ReadPointer(0x400000));
        Assert.Equal(0x3344UL, dump.Memory.ReadPointer(0xfffffe0000005000));
    }

    [Fact]
    public void Facts_and_registers_reach_the_header_and_panicbuf()
    {
        const string text = """
            fffffffffbd20100::nmadd -o -s 2000 panicbuf
            ::status {
                nodename = "n" release = "5.11" version = "v" platform = "i86pc" uuid = "3e1b2a5c-7d4f-4c69-b8a1-9f0e6d5c4b3a"
                panicstring = "boom \"x\"" crashtime = 2018 Jun 21 21:35:51 content = "all" complete = 0 fm_panic = 1
            }
            ::regs { %rip = handler+4 %r15 = 0x7 }
            """;
        using var temp = new TempFolder();
        Scenario.Parse(Base.Replace("data_size = 1000", "data_size = 4000") + text).Write(temp.File("unix.0"), temp.File("vmcore.0"));
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        Assert.Equal(("n", "5.11", "v", "i86pc", "boom \"x\"", 1529616951L), (dump.Header.NodeName, dump.Header.Release, dump.Header.KernelVersion,
            dump.Header.Platform, dump.Header.PanicString, dump.Header.CrashTime));
        Assert.Equal(0x20000u, (uint)dump.Header.Flags);
        Assert.True(dump.Header.IsFaultManagerPanic);
        Assert.Equal((0xfffffffffb800014, 7UL), (dump.Target.Registers["rip"], dump.Target.Registers["r15"]));
    }

    [Theory]
    [InlineData("fffffe00::print struct none { }", "x:1:1: unknown type struct none")]
    [InlineData("fffffe00::print struct all { nope = 1 }", "x:1:30: struct all has no member nope")]
    [InlineData("fffffe00::print struct all { array[3] = 1 }", "x:1:35: index is outside of int [3]")]
    [InlineData("fffffe00::print struct all { us = 0x10000 }", "x:1:35: 10000 does not fit into unsigned short")]
    [InlineData("fffffe00::print struct all { a = 8 }", "x:1:34: 8 does not fit into unsigned int:3")]
    [InlineData("fffffe00::print struct all { i = nowhere }", "x:1:34: unknown symbol nowhere")]
    [InlineData("fffffe00::print struct all { text = [ \"123456789\" ] }", "x:1:39: \"123456789\" is longer than 8 bytes")]
    [InlineData("fffffe00::print struct all { array = [ 1, 2, 3, 4 ] }", "x:1:49: more elements than int [3] has")]
    [InlineData("fffffe00::print struct all { pair = 1 }", "x:1:37: this is not a value of type struct  [2]")]
    [InlineData("fffffe00::print struct all { when = 2018 Feb 30 00:00:00 }", "x:1:37: not a date")]
    [InlineData("fffffe00::print = 1", "x:1:1: no type is known for fffffe00")]
    [InlineData("fffffe00::frob", "x:1:11: unexpected identifier `frob`, expected `print`, `nmadd` or `context`")]
    [InlineData("::status { hostname = \"x\" }", "x:1:12: no such fact: hostname")]
    [InlineData("::status { nodename = 1 }", "x:1:23: a string is wanted here")]
    [InlineData("::regs { %zax = 1 }", "x:1:11: no such register: %zax")]
    [InlineData("::modctl unix { }", "x:1:1: module unix exists already")]
    [InlineData("::modctl new { size = 1 }", "x:1:16: no such member: size")]
    [InlineData("1000::nmadd -f x", "x:1:1: no module holds 1000")]
    [InlineData("fffffffffb800010::nmadd -f handler", "x:1:1: unix`handler exists already")]
    [InlineData("fffffe00,fffffffffff::fill 0", "x:1:1: cannot fill fffffffffff bytes with 0")]
    [InlineData("struct big { char c[0x4000001]; }; fffffe00::print struct big { }", "x:1:36: struct big has 67108865 bytes, expected 1 to 67108864")]
    [InlineData("fffffe00::context", "x:1:1: no proc_t with a p_as is printed at fffffe00")]
    [InlineData("fffffe00g::print int = 1", "x:1:1: unknown symbol fffffe00g")]
    [InlineData("#include \"../../etc/passwd\"", "x:1:1: cannot include \"../../etc/passwd\": no such file")]
    [InlineData("fffffe00::print struct all { i = 1", "x:1:35: unexpected end of input, expected `}`")]
    public void An_error_says_where_and_what(string text, string message)
    {
        DeclarationException e = Assert.Throws<DeclarationException>(() => Scenario.Parse($"#include \"base\"\n", "main", name => name == "base" ? Base + "\n#include \"x\"\n" : name == "x" ? text : null));
        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void Objects_of_more_bytes_than_are_held_are_refused()
    {
        string big = "struct big { char c[0x4000000]; };\n" + string.Concat(Enumerable.Repeat("fffffe00::print struct big { }\n", 5));
        DeclarationException e = Assert.Throws<DeclarationException>(() => Scenario.Parse(Base + "\n" + big));
        Assert.Equal("more than 268435456 bytes of objects: fill memory, or add them by calls", e.Reason);
    }

    [Fact]
    public void Texts_of_many_large_functions_take_no_memory()
    {
        string functions = string.Concat(Enumerable.Range(0, 200).Select(i => $"fffffffffb800000::nmadd -f -s 100000 f{i}\n"));
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base + "\n" + functions);
        long before = GC.GetAllocatedBytesForCurrentThread();
        image.Write(temp.File("unix.0"), temp.File("vmcore.0"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100L << 20);
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        byte[] end = new byte[4];
        Assert.Equal(4, dump.Memory.Read(0xfffffffffb8ffffc, end));
        Assert.Equal([0x90, 0x90, 0xc9, 0xc3], end);
    }

    [Theory]
    [InlineData("ffffffffffffff00::nmadd -f -s 1000 last")]
    [InlineData("ffffffffffffff00::nmadd -o -s 1000 elsewhere")]
    public void A_symbol_that_runs_beyond_the_address_space_leaves_the_dump_sound(string symbol)
    {
        const string module = "::modctl high { text = ffffffffffffe000 text_size = 1000 data = fffffffffffff000 data_size = fff }\n";
        using var temp = new TempFolder();
        Scenario.Parse(Base + "\n" + module + symbol).Write(temp.File("unix.0"), temp.File("vmcore.0"));
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        Assert.Contains(dump.Modules, m => m.Name == "high");
    }

    [Fact]
    public void What_lies_at_a_symbol_must_end_with_the_address_space()
    {
        const string text = "::modctl high { text = ffffffffffffe000 text_size = 1000 data = fffffffffffff000 data_size = fff }\nffffffffffffff00::nmadd -o -s 8 utsname";
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base + "\n" + text);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => image.Write(temp.File("unix.0"), temp.File("vmcore.0")));
        Assert.Equal("a dump has no room for 505 bytes at ffffffffffffff00: they run beyond the end of the address space", e.Message);
    }

    [Fact]
    public void A_scenario_includes_files_of_its_own_folder_only()
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp.File("a.scenario"), "#include \"sub/../b.h\"\n");
        File.WriteAllText(temp.File("b.h"), "typedef int b_t;\n");
        Assert.Throws<DeclarationException>(() => Scenario.Load(temp.File("a.scenario")));
        File.WriteAllText(temp.File("a.scenario"), "#include \"b.h\"\n");
        Assert.NotNull(Scenario.Load(temp.File("a.scenario")).Types.Find("b_t"));
    }
}
