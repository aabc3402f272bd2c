using System.Buffers.Binary;
using System.Diagnostics;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;
using Shared;

namespace DumpReader.Tests.Targets;

public class ElfTargetTests
{
    private static ElfTarget Open(byte[] bytes) => new(new MemorySource(bytes), "dir/prog");

    [Fact]
    public void Executable_lies_where_its_segments_say()
    {
        using ElfTarget target = Open(ElfSamples.Executable());
        Assert.Empty(target.Problems);
        Assert.Equal(("proc", "prog", ObjectKind.Executable), (target.Kind, target.Elf!.Name, target.Elf.Kind));
        Assert.Equal([(ElfSamples.Text, 11UL), (ElfSamples.Data, 0x10cUL)], target.Elf.Mappings.Select(m => (m.Base, m.Size)));
        Assert.Equal(0xe5894855, target.Memory.Read<uint>(ElfSamples.Text));
        Assert.Equal(7, target.Memory.Read<int>(ElfSamples.Data));
        Assert.True(target.Memory.TrySpan(ElfSamples.Data + 4, 8, out ReadOnlySpan<byte> lent));
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(lent[4..]));
        Assert.False(target.Memory.TrySpan(ElfSamples.Data + 4, 9, out _));
    }

    [Fact]
    public void Memory_behind_the_contents_of_a_segment_is_zeros_and_not_in_the_file()
    {
        using ElfTarget target = Open(ElfSamples.Executable());
        var buffer = new byte[0x200];
        buffer.AsSpan().Fill(0xff);
        Assert.Equal(0x10c, target.Memory.Read(ElfSamples.Data, buffer));
        Assert.All(buffer[12..0x10c], b => Assert.Equal(0, b));
        Assert.Equal(12, target.Elf!.Contents.Read(ElfSamples.Data, buffer));
        Assert.Equal(0, target.Elf.Contents.Read(ElfSamples.Data + 12, buffer));
        Assert.Equal(0, target.Memory.Read(ElfSamples.Text - 1, buffer));
        Assert.Equal(0, target.Memory.Read(ulong.MaxValue, buffer));
        Assert.Equal(0x464c457fu, target.Elf.File.Read<uint>(0));
    }

    [Fact]
    public void Symbols_are_found_by_name_and_address()
    {
        using ElfTarget target = Open(ElfSamples.Executable());
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, "origin", out Symbol origin));
        Assert.Equal(ElfSamples.Data + 4, origin.Value);
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find("prog", "main", out _));
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find("a.out", "start_here", out Symbol dynamic));
        Assert.True(dynamic.Table.IsDynamic);
        Assert.Equal(SymbolLookup.UnknownObject, target.Symbols.Find("genunix", "main", out _));
        Assert.Equal(SymbolLookup.UnknownName, target.Symbols.Find(null, "elsewhere", out _));
        Assert.True(target.Symbols.TryFind(ElfSamples.Text + 5, 0, out Symbol main));
        Assert.Equal("main", main.Name);
        Assert.False(target.Symbols.TryFind(ElfSamples.Text + 11, 0, out _));
    }

    [Fact]
    public void Types_of_symbols_come_in_the_order_of_the_symbol_table()
    {
        using ElfTarget target = Open(ElfSamples.Executable());
        Assert.Equal("int", TypeOf(target, "counter"));
        Assert.Equal("struct point", TypeOf(target, "origin"));
        FunctionType main = Assert.IsType<FunctionType>(target.Types.OfSymbol(Find(target, "main"), out _));
        Assert.Equal((1, "int", "int"), (main.ArgumentCount, main.Argument(0).Name, main.Result.Name));
        Assert.Null(target.Types.OfSymbol(Find(target, "blank"), out TypeError error));
        Assert.Equal(TypeError.UnknownName, error);
        Assert.Equal(8UL, target.Types.Type("struct point").Size);
    }

    [Fact]
    public void Missing_parent_of_types_is_told_with_its_label()
    {
        using ElfTarget target = Open(ElfSamples.Executable(ElfSamples.TypesOfChild("libc.so.1")));
        Assert.NotNull(target.Types.Find(null, "struct point", out _));
        Assert.Equal("failed to load CTF data for prog - parent libc.so.1 not loaded (label SunOS 5.11)", Assert.Single(target.Problems).Message);
        Assert.Equal("struct point", TypeOf(target, "origin"));
        Assert.IsType<UnknownType>(target.Types.OfSymbol(Find(target, "counter"), out _));
    }

    [Fact]
    public void Sections_of_a_relocatable_object_lie_at_their_offsets()
    {
        byte[] bytes = ElfSamples.Relocatable();
        using ElfTarget target = Open(bytes);
        Assert.Empty(target.Problems);
        Assert.Equal([".text", ".data", ".bss"], target.Elf!.Mappings.Select(m => m.Name));
        Symbol main = Find(target, "main");
        Assert.Equal(target.Elf.Mappings[0].Base, main.Value);
        Assert.Equal(0x55, bytes[(int)main.Value]);
        Assert.Equal(2, target.Memory.Read<int>(Find(target, "origin").Value + 4));
        Assert.Equal("struct point", TypeOf(target, "origin"));
        ulong blank = Find(target, "blank").Value;
        Assert.True(blank >= (ulong)bytes.Length);
        Assert.True(target.Memory.TryReadUInt64(blank + 0xf8, out ulong zero) && zero == 0);
        Assert.False(target.Memory.TryReadUInt64(blank + 0xf9, out _));
    }

    [Theory]
    [InlineData(4, 1, "prog: e_ident[EI_CLASS] is 1, expected 2 (64-bit)")]
    [InlineData(5, 2, "prog: e_ident[EI_DATA] is 2, expected 1 (little-endian)")]
    [InlineData(18, 183, "prog: e_machine is 183, expected 62 (x86-64)")]
    [InlineData(16, 4, "prog: e_type is 4: ELF core file, expected an object file, executable or shared object")]
    [InlineData(16, 9, "prog: e_type is 9, expected 1 (relocatable), 2 (executable) or 3 (shared)")]
    [InlineData(0, 0, "prog: not an ELF file")]
    public void File_of_another_kind_is_refused_by_its_field(int offset, byte value, string message)
    {
        byte[] bytes = ElfSamples.Executable();
        bytes[offset] = value;
        Problem problem = Assert.Throws<DumpException>(() => new ElfTarget(new MemorySource(bytes), "prog")).Problem;
        Assert.Equal(("MDB133", message), (problem.Code, problem.Message));
    }

    [Fact]
    public void Header_of_a_32_bit_file_is_refused_by_its_class_however_short()
    {
        byte[] bytes = new byte[52];
        "\u007fELF\u0001\u0001"u8.CopyTo(bytes);
        Assert.Contains("EI_CLASS", Assert.Throws<DumpException>(() => Open(bytes)).Message, StringComparison.Ordinal);
        Assert.Contains("ELF header is 5 bytes", Assert.Throws<DumpException>(() => Open(bytes[..5])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(56, 2, 0xffff, "MDB134")] // e_phnum
    [InlineData(54, 2, 55, "MDB134")]     // e_phentsize
    [InlineData(40, 8, -8, "MDB134")]     // e_shoff
    [InlineData(60, 2, 0xff00, "MDB134")] // e_shnum
    [InlineData(62, 2, 0xff00, null)]     // e_shstrndx: sections without names
    [InlineData(64 + 40, 8, -1, "MDB136")] // p_memsz of the text: runs into the data
    [InlineData(64 + 8, 8, -1, "MDB131")]  // p_offset
    [InlineData(64 + 32, 8, 1 << 20, "MDB136")] // p_filesz
    public void Damaged_table_is_told_and_the_rest_answers(int offset, int size, long value, string? code)
    {
        byte[] bytes = ElfSamples.Executable();
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        number[..size].CopyTo(bytes.AsSpan(offset));
        using ElfTarget target = Open(bytes);
        Exercise(target);
        Assert.Equal(code is null ? [] : [code], target.Problems.Select(p => p.Code).Distinct().Take(1));
    }

    [Fact]
    public void Symbol_file_without_contents_has_no_memory()
    {
        var elf = new ElfWriter();
        elf.Segments.Add(new(5, 0x1000, [], 0x1000));
        elf.AddSymbols(ElfWriterSection.Symbols, new ElfWriterSymbol("f", 0x1000, 4, ElfWriterSymbol.Function));
        using ElfTarget target = Open(elf.ToBytes());
        Assert.Equal("MDB137", Assert.Single(target.Problems).Code);
        Assert.Equal(0, target.Memory.Read(0x1000, new byte[8]));
        Assert.Equal(0x1000UL, Find(target, "f").Value);
    }

    [Fact]
    public void File_cut_anywhere_answers_or_is_refused()
    {
        byte[] bytes = ElfSamples.Executable();
        for (int length = 0; length < bytes.Length; length += length < 200 ? 1 : 7)
        {
            TryExercise(bytes[..length]);
        }
    }

    [Fact]
    public void File_with_changed_bytes_answers_or_is_refused()
    {
        byte[][] files = [ElfSamples.Executable(), ElfSamples.Relocatable()];
        Gen.Select(Gen.Int[0, 1], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 12]).Sample(
            (which, changes) =>
            {
                byte[] bytes = [.. files[which]];
                foreach ((int at, byte value) in changes)
                {
                    // Half of them in the headers, of which there are few.
                    int headers = bytes.Length - (64 * 10);
                    int place = at % 2 == 0 ? at / 2 % bytes.Length : at % 4 == 1 ? at / 4 % 192 : headers + (at / 4 % (bytes.Length - headers));
                    bytes[place] = value;
                }

                TryExercise(bytes);
            },
            iter: 3000);
    }

    private static void TryExercise(byte[] bytes)
    {
        try
        {
            using ElfTarget target = Open(bytes);
            Exercise(target);
        }
        catch (DumpException refused)
        {
            Assert.Equal("MDB133", refused.Problem.Code);
        }
    }

    private static void Exercise(ElfTarget target)
    {
        var clock = Stopwatch.StartNew();
        var buffer = new byte[512];
        foreach (SymbolTable table in target.Symbols.Tables)
        {
            for (int i = 0; i < Math.Min(table.Count, 100); i++)
            {
                Symbol symbol = table[i];
                int got = target.Memory.Read(symbol.Value, buffer);
                Assert.InRange(target.Elf!.Contents.Read(symbol.Value, buffer), 0, got);
                target.Memory.TrySpan(symbol.Value, 64, out _);
                target.Symbols.TryFind(symbol.Value + 1, 0, out _);
                target.Symbols.Find("prog", symbol.Name, out _);
                target.Types.OfSymbol(symbol, out _);
            }
        }

        foreach (ObjectMapping mapping in target.Elf!.Mappings)
        {
            Assert.True(mapping.Size > 0 && mapping.Base + mapping.Size >= mapping.Base);
            target.Memory.Read(mapping.Base + mapping.Size - 1, buffer);
        }

        target.Types.Find(null, "struct point", out _);
        Assert.All(target.Problems, p => Assert.DoesNotContain('\n', p.Message));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    private static Symbol Find(ElfTarget target, string name)
    {
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, name, out Symbol symbol));
        return symbol;
    }

    private static string? TypeOf(ElfTarget target, string symbol) => target.Types.OfSymbol(Find(target, symbol), out _)?.Name;
}
