using Commands.Dcmds.Core;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using DumpReader.Symbols;

namespace Commands.Tests.Dcmds.Core;

public class DisTests
{
    /// <summary>pushq %rbp; movq %rsp,%rbp; call bar; movl gvar,%edi; leave; ret; then bar: nop.</summary>
    private static readonly byte[] Code =
        [0x55, 0x48, 0x89, 0xe5, 0xe8, 0x08, 0x00, 0x00, 0x00, 0x8b, 0x3d, 0xf1, 0x0f, 0x00, 0x00, 0xc9, 0xc3, 0x90];

    private static Bench Kernel()
    {
        var bench = new Bench();
        bench.Target.Memory = new ByteSpace(0x1000, Code);
        bench.Target.Symbols.Add("foo", 0x1000, SymbolType.Function, size: 17).Add("bar", 0x1011, SymbolType.Function, size: 1).Add("gvar", 0x2000, size: 4);
        return bench;
    }

    [Fact]
    public void A_function_is_listed_whole_at_its_start()
    {
        Bench bench = Kernel();
        Assert.Equal(
            """
            foo:                            pushq  %rbp
            foo+1:                          movq   %rsp,%rbp
            foo+4:                          call   +0x8     <bar>
            foo+9:                          movl   +0xff1(%rip),%edi        <gvar>
            foo+0xf:                        leave··
            foo+0x10:                       ret····

            """.Replace('·', ' '),
            bench.Text(new Dis(), 0x1000));
        Assert.Equal(0x1011UL, bench.Session.Dot);
        Assert.Equal(0UL, bench.Session.Increment);
    }

    [Theory]
    [InlineData(0x1009, "1", "foo+4 foo+9 foo+0xf", 0x1010)]
    [InlineData(0x1009, "0", "foo+9", 0x100f)]
    [InlineData(0x1004, "2", "foo foo+1 foo+4 foo+9 foo+0xf", 0x1010)]
    [InlineData(0x1000, "1", "foo foo+1", 0x1004)]
    [InlineData(0x1005, "1", "foo+5 foo+7", 0x1009)]
    public void A_window_reaches_as_far_before_as_behind_within_the_function(int address, string count, string labels, int dot)
    {
        Bench bench = Kernel();
        string text = bench.Text(new Dis(), (ulong)address, "-n", count);
        Assert.Equal(labels, string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..l.IndexOf(':')])));
        Assert.Equal((ulong)dot, bench.Session.Dot);
    }

    [Fact]
    public void Option_w_makes_a_window_at_the_start_too_and_the_end_of_memory_is_an_error()
    {
        Bench bench = Kernel();
        Assert.Equal(7, bench.Text(new Dis(), 0x1000, "-w").Count(c => c == '\n'));
        Assert.Equal("mdb: failed to read instruction at 0x1012: no mapping for address\n", bench.Errors);
        Assert.Equal(Status.Error, bench.Status);
        Assert.Equal(0x1012UL, bench.Session.Dot);
        Assert.True(bench.LastRun!.IsPartial);
    }

    [Theory]
    [InlineData("-a", "1001                            movq   %rsp,%rbp\n")]
    [InlineData("-b", "1001      foo+1:                                movq   %rsp,%rbp\n")]
    public void Labels_are_addresses_or_both(string option, string line) =>
        Assert.Equal(line, Kernel().Text(new Dis(), 0x1001, option, "-n", "0"));

    [Fact]
    public void The_operand_is_a_symbol_or_a_number_already_made()
    {
        Bench bench = Kernel();
        Assert.StartsWith("bar:", bench.Text(new Dis(), null, "-n", "0", "bar"), StringComparison.Ordinal);
        Assert.StartsWith("foo+4:", bench.Text(new Dis(), null, "-n", "0", 0x1004UL), StringComparison.Ordinal);
        Assert.Equal("", bench.Text(new Dis(), null, "bar+4"));
        Assert.Equal("mdb: symbol 'bar+4' not found\n", bench.Errors);
        bench.Text(new Dis(), null, "foo", "bar");
        Assert.Equal(Status.Usage, bench.Status);
    }

    [Fact]
    public void A_line_in_JSON_has_its_columns_and_the_addresses_it_speaks_of() => Assert.Equal(
        """{"addr":{"addr":"0x1004","symbol":"foo+4"},"size":5,"mnemonic":"call","operands":"+0x8","""
        + """ "references":[{"addr":"0x1011","symbol":"bar"}]}""".TrimStart(),
        Kernel().Json(new Dis(), 0x1004, "-n", "0").Replace("\\u002B", "+"));

    [Fact]
    public void A_line_names_its_address_to_the_next_stage()
    {
        Bench bench = Kernel();
        bench.Text(new Dis(), 0x1000, "-n", "1");
        Assert.Equal([0x1000UL, 0x1001UL], bench.Items.Select(i => i.Bits));
    }

    [Fact]
    public void A_mode_holds_until_the_next()
    {
        Bench bench = Kernel();
        Assert.Equal("disassembly mode is amd64 (AMD64 and IA32e 64-bit disassembler)\n", bench.Text(new Dismode(), null));
        Assert.Equal("disassembly mode is ia32 (Intel 32-bit disassembler)\n", bench.Text(new Dismode(), null, "ia32"));
        Assert.Equal("foo:                            pushl  %ebp\n", bench.Text(new Dis(), 0x1000, "-n", "0"));
        Assert.Equal("", bench.Text(new Dismode(), null, "sparc"));
        Assert.Equal("mdb: failed to set disassembly mode: unknown disassembler name\n", bench.Errors);
        Assert.Equal("disassembly mode is ia32 (Intel 32-bit disassembler)\n", bench.Text(new Dismode(), null));
    }
}
