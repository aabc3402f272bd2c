using System.ComponentModel;
using System.Diagnostics;
using DumpReader.Targets;
using Shared;

namespace Commands.Tests.Dcmds.Core;

/// <summary>The language over what is no dump: an ELF file, a plain file, nothing.</summary>
public sealed class FileTargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-file-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Answer OnElf(string script, byte[]? bytes = null) => On("prog", bytes ?? ElfSamples.Executable(), script, raw: false);

    private Answer OnRaw(string script) => On("data", [.. Enumerable.Range(0, 20).Select(i => (byte)(i + 1))], script, raw: true);

    private Answer On(string name, byte[] bytes, string script, bool raw)
    {
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = [name], WorkingDirectory = _folder, RawFile = raw });
        return TestSession.Script(script + "\n", TestSession.Stock, target: target);
    }

    [Theory]
    [InlineData("counter/D", "counter:", "counter: 7")]
    [InlineData("origin?2D", "origin:", "origin: 1 2")]
    [InlineData("blank/X", "blank:", "blank: 0")]
    [InlineData("main+4/i", "main+4: movl $0x2a,%eax")]
    [InlineData("*/i/ counter=D", "7")]
    [InlineData("%/i/ origin=D", "1")]
    [InlineData("402004=a", "origin:")]
    [InlineData("prog`origin=X", "402004")]
    [InlineData("a.out`counter=X", "402000")]
    [InlineData("<e=a", "main:")]
    [InlineData("<b=X;<t=X", "402000", "b")]
    [InlineData("origin::print", "{", "x = 0x1", "y = 0x2", "}")]
    [InlineData("::sizeof struct point", "sizeof (struct point) = 8")]
    [InlineData("origin::whatis", "402004 is origin, in prog [402000,40210c)")]
    [InlineData("::status", "debugging executable prog (64-bit) without a process")]
    [InlineData("::objects", "BASE LIMIT SIZE NAME", "401000 40210c 110c prog")]
    [InlineData("::mappings", "BASE LIMIT SIZE NAME", "401000 40100b b prog", "402000 40210c 10c prog")]
    [InlineData("counter::mappings", "BASE LIMIT SIZE NAME", "402000 40210c 10c prog")]
    [InlineData("::nm -D", "Value Size Type Bind Other Shndx Name",
        "0x0000000000000000|0x0000000000000000|NOTY |LOCL |0x0 |UNDEF |", "0x0000000000401000|0x0000000000000000|FUNC |GLOB |0x0 |1 |start_here")]
    [InlineData("origin::nm -h", "0x0000000000402004|0x0000000000000008|OBJT |GLOB |0x0 |2 |origin")]
    [InlineData("::nm -h -f name,ctype,obj -t objt prog ! grep origin", "origin |struct point |prog")]
    [InlineData("::files", "main.c")]
    [InlineData("0,4::dump -fq", "\\/ 1 2 3 4 5 6 7 8 9 a b c d e f", "0: 7f454c46 02010100 00000000 00000000")]
    [InlineData("counter,c::dump -q", "\\/ 1 2 3 4 5 6 7 8 9 a b c d e f", "402000: 07000000 01000000 02000000 00000000")]
    [InlineData("::typedef -c LP64;::typedef 'struct { int a; struct point p; }' own_t;::sizeof own_t", "sizeof (own_t) = 0xc")]
    public void Command_answers_over_an_ELF_file(string script, params string[] lines)
    {
        Answer answer = OnElf(script.Replace(" ! grep origin", "", StringComparison.Ordinal));
        Assert.Equal("", answer.Error);
        string[] found = script.Contains('!', StringComparison.Ordinal) ? [.. answer.Lines.Where(l => l.StartsWith("origin", StringComparison.Ordinal))] : answer.Lines;
        Assert.Equal(lines, found);
    }

    [Theory]
    [InlineData("blank?X", "failed to read data from target: no mapping for address")]
    [InlineData("%/i/ blank=X", "failed to read from address 40200c: no mapping for address")]
    [InlineData("500000/X", "failed to read data from target: no mapping for address")]
    [InlineData("0\\X", "failed to read data from target: operation not supported by target")]
    [InlineData("::regs", "no process active")]
    [InlineData("$c", "no process active")]
    [InlineData("::showrev", "no process active")]
    [InlineData("libc`printf=X", "failed to dereference symbol: unknown object file name")]
    [InlineData("nosuch=X", "failed to dereference symbol: unknown symbol name")]
    [InlineData("::nm libc", "failed to iterate over symbols: unknown object file name")]
    [InlineData("0::mappings", "failed to obtain mapping: no mapping for address")]
    [InlineData("::sizeof struct nosuch", "failed to look up type struct nosuch: No type information available for that name")]
    public void Command_says_what_an_ELF_file_does_not_have(string script, string message) =>
        Assert.Equal($"mdb: {message}\n", OnElf(script).Error.Replace(" on line 1 of (stdin)", "", StringComparison.Ordinal));

    [Fact]
    public void Missing_symbol_table_is_not_an_empty_one() =>
        Assert.Equal("mdb: failed to iterate over symbols: the file has no .dynsym\n", OnElf("::nm -D", ElfSamples.Relocatable()).Error);

    [Fact]
    public void Function_of_an_ELF_file_is_listed_whole()
    {
        string[] expected =
            ["main: pushq %rbp", "main+1: movq %rsp,%rbp", "main+4: movl $0x2a,%eax", "main+9: popq %rbp", "main+0xa: ret"];
        Assert.Equal(expected, OnElf("main::dis").Lines);
        Assert.Equal(expected, OnElf("main::dis -f").Lines);
        Assert.Equal(expected, OnElf("main::dis", ElfSamples.Relocatable()).Lines);
        Assert.Equal(["main+4: movl $0x2a,%eax", "main+9: popq %rbp"], OnElf("main+4::dis -n 1").Lines[1..]);
    }

    [Theory]
    [InlineData("0/X", "0: 4030201")]
    [InlineData("4?X", "4: 8070605")]
    [InlineData("8\\X", "8: c0b0a09")]
    [InlineData("10@X", "0x10: 14131211")]
    [InlineData("*8=J", "100f0e0d0c0b0a09")]
    [InlineData("0/L 8070605", "4")]
    [InlineData("::status", "debugging file data")]
    [InlineData("::dismode", "disassembly mode is default (default no-op disassembler)")]
    [InlineData("10,4::dump -q", "\\/ 1 2 3 4 5 6 7 8 9 a b c d e f", "10: 11121314")]
    [InlineData("4,4::dump -fq", "0 1 2 3 \\/ 5 6 7 8 9 a b c d e f", "0: 01020304 05060708 090a0b0c 0d0e0f10")]
    [InlineData("10,4::dump -pqt", "\\/ 1 2 3 4 5 6 7 8 9 a b c d e f", "10: 11121314")]
    public void Command_answers_over_a_plain_file(string script, params string[] lines)
    {
        Answer answer = OnRaw(script);
        Assert.Equal("", answer.Error);
        Assert.Equal(lines, answer.Lines);
    }

    [Theory]
    [InlineData("14/X", "failed to read data from target: cannot read past current end of file")]
    [InlineData("11?X", "failed to read data from target: cannot read past current end of file")]
    [InlineData("20\\B", "failed to read data from target: cannot read past current end of file")]
    [InlineData("*14=X", "failed to read from address 14: cannot read past current end of file")]
    [InlineData("10,5::dump -q", "failed to read data at 0x10: cannot read past current end of file")]
    [InlineData("::nm", "failed to iterate over symbols: operation not supported by target")]
    [InlineData("::mappings", "failed to iterate over mappings: operation not supported by target")]
    public void Command_says_what_a_plain_file_does_not_have(string script, string message) =>
        Assert.Equal($"mdb: {message}\n", OnRaw(script).Error.Replace(" on line 1 of (stdin)", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("1+2=D;0t10#3=D", "3 12")]
    [InlineData("0/X;*0=K", "0: 0 0")]
    [InlineData("0?X", "0: 0")]
    [InlineData("::typedef -c LP64;::typedef 'struct { int a; long b; }' foo_t;::sizeof foo_t;0::print foo_t b", "sizeof (foo_t) = 0x10 b = 0")]
    public void Language_answers_over_nothing(string script, string text)
    {
        Answer answer = TestSession.Script(script + "\n", TestSession.Stock);
        Assert.Equal("", answer.Error);
        Assert.Equal(text, string.Join(' ', answer.Lines));
    }

    [Theory]
    [InlineData("0\\X", "failed to read data from target: operation not supported by target")]
    [InlineData("0::dump -q", "failed to read data at 0: operation not supported by target")]
    [InlineData("0::dump -fq", "failed to read data at 0: operation not supported by target")]
    [InlineData("::status", "no process active")]
    [InlineData("::objects", "failed to iterate over objects: no process active")]
    [InlineData("::mappings", "failed to iterate over mappings: no process active")]
    [InlineData("::sizeof int", "failed to look up type int: no process active")]
    public void Command_says_that_there_is_nothing(string script, string message) =>
        Assert.Equal($"mdb: {message}\n", TestSession.Script(script + "\n", TestSession.Stock).Error);

    [Fact]
    public void Program_of_a_compiler_is_understood()
    {
        File.WriteAllText(Path.Combine(_folder, "p.c"), "int answer = 42; static char room[4096]; int main(void) { return room[answer]; }\n");
        foreach (string[] options in (string[][])[["-o", "p"], ["-c", "-o", "p"]])
        {
            Compile([.. options, "p.c"]);
            using ITarget target = DumpOpener.Open(new OpenRequest { Operands = ["p"], WorkingDirectory = _folder });
            Answer answer = TestSession.Script("answer/D;room+fff/B;answer=a\n", TestSession.Stock, target: target);
            Assert.Equal(["answer:", "answer: 42", "room+0xfff: 0", "answer:"], answer.Lines[..4]);
            answer = TestSession.Script("main::dis\n", TestSession.Stock, target: target);
            Assert.Equal("", answer.Error);
            Assert.StartsWith("main:", answer.Lines[0], StringComparison.Ordinal);
            Assert.StartsWith("ret", answer.Lines[^1].Split(' ')[1], StringComparison.Ordinal);
            Assert.Empty(target.Problems);
        }
    }

    private void Compile(string[] options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
            == System.Runtime.InteropServices.Architecture.X64, "a compiler makes ELF files for x86-64 on such a machine only");
        Process? compiler = null;
        try
        {
            compiler = Process.Start(new ProcessStartInfo("cc", options) { WorkingDirectory = _folder, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            Assert.Skip("there is no C compiler (cc)");
        }

        string error = compiler!.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, error);
        compiler.Dispose();
    }
}
