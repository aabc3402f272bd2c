using System.Buffers.Binary;
using CsCheck;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Symbols;

public class KernelImageTests
{
    private static readonly MiniSymbol[] Kernel = [new("kas", 0x1000, 8), new("p0", 0x2000, 8), new("loc", 0x3000, 8, SymbolBinding.Local)];

    private readonly List<Problem> _problems = [];

    [Fact]
    public void Same_file_is_not_looked_at_further() => Assert.False(Choose(MiniElf.Build(Kernel), MiniElf.Build(Kernel)).IsBeside);

    [Fact]
    public void File_that_is_not_ELF_is_told_and_the_dump_answers()
    {
        Assert.False(Choose(MiniElf.Build(Kernel), "garbage"u8.ToArray()).IsBeside);
        Assert.Equal("unix.0: not an ELF file; using the symbols in the dump", Assert.Single(_problems).Message);
    }

    [Fact]
    public void File_of_another_kernel_is_refused_unless_forced()
    {
        byte[] other = MiniElf.Build([new("kas", 0x1000, 8), new("p0", 0x2008, 8)]);
        var thrown = Assert.Throws<DumpException>(() => Choose(MiniElf.Build(Kernel), other));
        Assert.Equal("MDB117", thrown.Problem.Code);
        Assert.Contains("p0 is at 2008, in the dump at 2000", thrown.Message, StringComparison.Ordinal);
        Assert.True(Choose(MiniElf.Build(Kernel), other, force: true).IsBeside);
        Assert.Equal("MDB117", Assert.Single(_problems).Code);
    }

    [Fact]
    public void File_with_other_symbols_of_the_same_kernel_is_used()
    {
        KernelImage image = Choose(MiniElf.Build(Kernel), MiniElf.Build([new("extra", 0x9000, 8), new("kas", 0x1000, 8), new("loc", 0x7000, 8)]));
        Assert.True(image.IsBeside);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Dump_without_symbols_needs_a_file()
    {
        Assert.True(Choose([], MiniElf.Build(Kernel)).IsBeside);
        Assert.Equal("no symbols here", Assert.Throws<DumpException>(() => Choose([], null)).Message);
    }

    [Theory]
    [InlineData(40, 1L << 60, "MDB113")]                                    // e_shoff
    [InlineData(60, 0xffff, "MDB113")]                                      // e_shnum, with what follows
    [InlineData(176 + 64 + 4, 5, "MDB114")]                                 // sh_type of .symtab
    [InlineData(176 + 64 + 24, 1L << 40, "MDB115")]                         // its sh_offset: beyond the file
    [InlineData(176 + 64 + 32, 1L << 40, "MDB115")]                         // its sh_size: a terabyte
    [InlineData(176 + 64 + 32, -1L, "MDB115")]
    [InlineData(176 + 64 + 56, 16, "MDB115")]                               // its sh_entsize
    [InlineData(176 + 64 + 40, 77, "MDB115")]                               // its sh_link, with sh_info
    [InlineData(176 + 128 + 24, -1L, "MDB115")]                             // sh_offset of .strtab
    [InlineData(176 + 128 + 32, 1L << 40, "MDB115")]
    public void Damaged_ELF_header_is_named(int offset, long value, string code)
    {
        byte[] image = MiniElf.Build(Kernel);
        BinaryPrimitives.WriteInt64LittleEndian(image.AsSpan(offset), value);
        Assert.Null(ElfSymbolSections.Find(image, "unix.0", out Problem problem));
        Assert.Equal(code, problem.Code);
        Dumps.AssertClear(problem);
    }

    [Fact]
    public void Any_damage_of_the_image_is_survived() => Gen.Select(Gen.Int[0, 500], Gen.Byte, Gen.Int[0, 600]).Sample((at, value, length) =>
    {
        byte[] image = MiniElf.Build(Kernel);
        image[at % image.Length] = value;
        if (ElfSymbolSections.Find(image.AsMemory(0, Math.Min(length, image.Length)), "unix.0", out Problem problem) is { } sections)
        {
            var table = new ElfSymbolTable(null, () => sections);
            for (int i = 0; i < table.Count; i++)
            {
                table.TryFind(table[i].Name, out _);
                table.TryFindAtOrBelow(table[i].Value, out _);
            }
        }
        else
        {
            Dumps.AssertClear(problem);
        }
    });

    private KernelImage Choose(byte[] embedded, byte[]? file, bool force = false) =>
        KernelImage.Choose(embedded, new Problem("MDB118", "no symbols here"), "vmcore.0", file, "unix.0", force, _problems.Add);
}
