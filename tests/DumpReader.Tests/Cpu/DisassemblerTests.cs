using Conformance;
using CsCheck;
using DumpReader.Cpu.Disassembly;
using Shared;

namespace DumpReader.Tests.Cpu;

public class DisassemblerTests
{
    private const ulong CodeAddress = 0xfffffffffb800000;

    private static readonly Dictionary<ulong, string> Names = new()
    {
        [0xfffffffffb801007] = "gvar",
        [0xfffffffffb7fffed] = "bar",
        [0xfffffffffb800019] = "foo+0x19",
        [0xfffffffffbc00000] = "panicbuf",
        [0x12345678] = "words+8",
    };

    [Theory]
    [InlineData("amd64", CodeAddress)]
    [InlineData("ia32", 0xfb800000)]
    public void Instructions_read_as_in_the_table(string mode, ulong address)
    {
        var disassembler = new Disassembler(DisassemblyMode.Find(mode)!);
        string table = Path.Combine(RepositoryPaths.Folder, "..", "DumpReader.Tests", "Cpu", mode + ".txt");
        var wrong = new List<string>();
        int lines = 0;
        foreach (string line in File.ReadLines(table).Where(l => !l.StartsWith('#')))
        {
            lines++;
            string[] columns = line.Split('\t', 2);
            byte[] bytes = Convert.FromHexString(columns[0]);
            DisassembledInstruction found = Decode(disassembler, address, bytes);
            string text = found.ToText(Names.GetValueOrDefault);
            if (text != columns[1] || found.Length != (found.IsValid ? bytes.Length : 1))
            {
                wrong.Add($"{columns[0]}: {text} instead of {columns[1]}");
            }
        }

        Assert.Empty(wrong);
        Assert.NotEqual(0, lines);
    }

    [Fact]
    public void Bytes_that_are_no_instruction_are_passed_one_at_a_time()
    {
        DisassembledInstruction found = Decode(new Disassembler(DisassemblyMode.Amd64), CodeAddress, [0xff, 0xff, 0x90, 0x90, 0x90, 0x90]);
        Assert.False(found.IsValid);
        Assert.Equal(CodeAddress + 1, found.Next);
    }

    [Fact]
    public void An_instruction_cut_by_the_end_of_memory_names_the_first_missing_byte()
    {
        var memory = new FakeMemory();
        memory.Write(0xffe, [0x48, 0x89]);
        Assert.False(new Disassembler(DisassemblyMode.Amd64).TryDecode(memory, 0xffe, out _, out ulong unread));
        Assert.Equal(0x1000UL, unread);
        Assert.Equal(0, new Disassembler(DisassemblyMode.Amd64).LengthAt(memory, 0xffe));
    }

    [Fact]
    public void The_mode_without_instructions_passes_each_byte()
    {
        DisassembledInstruction found = Decode(new Disassembler(DisassemblyMode.None), 0, [0x55]);
        Assert.Equal((1, "???"), (found.Length, found.ToText(_ => null)));
    }

    [Theory]
    [InlineData("amd64")]
    [InlineData("ia32")]
    [InlineData("ia16")]
    [InlineData("default")]
    public void Any_bytes_have_a_text_and_a_length(string mode)
    {
        var disassembler = new Disassembler(DisassemblyMode.Find(mode)!);
        Gen.Byte.Array[15, 15].Sample(bytes =>
        {
            DisassembledInstruction found = Decode(disassembler, CodeAddress, bytes);
            string text = found.ToText(a => a % 2 == 0 ? "even" : null);
            return found.Length is >= 1 and <= 15
                && disassembler.LengthAt(Memory(CodeAddress, bytes), CodeAddress) == found.Length
                && text.Length > 0 && !text.Contains("none", StringComparison.Ordinal) && text.All(c => c is '\t' or (>= ' ' and <= '~'));
        }, iter: 20_000, threads: 1);
    }

    private static DisassembledInstruction Decode(Disassembler disassembler, ulong address, byte[] bytes)
    {
        Assert.True(disassembler.TryDecode(Memory(address, bytes), address, out DisassembledInstruction found, out _));
        return found;
    }

    private static FakeMemory Memory(ulong address, byte[] bytes)
    {
        var memory = new FakeMemory();
        memory.Write(address, bytes);
        return memory;
    }
}
