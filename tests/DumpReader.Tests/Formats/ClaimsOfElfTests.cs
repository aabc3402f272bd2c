using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Formats.ElfCore;
using DumpReader.Formats.Minidump;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Tests.Support;
using Shared;

namespace DumpReader.Tests.Formats;

/// <summary>What programs, cores and minidumps claim beyond belief.</summary>
public class ClaimsOfElfTests
{
    private const int SectionHeader = 64;

    private readonly List<Problem> _problems = [];

    private string Said => string.Join('\n', _problems.Select(p => p.Message));

    private ElfFile Open(byte[] file, bool core = false) => new(new MemorySource(file), "file", _problems.Add, core);

    /// <summary>Where the header of a section lies.</summary>
    private static int Header(byte[] file, int section) => (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(40)) + (section * SectionHeader);

    [Fact]
    public void More_sections_than_are_believed_are_left_out()
    {
        byte[] file = ElfSamples.Executable();
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(60), 0);                               // e_shnum: the number is in the first header
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(Header(file, 0) + 32), 1UL << 50);
        Assert.Empty(Open(file).Sections);
        Assert.Contains($"e_shnum 1125899906842624, e_shentsize 64, expected entries of 64 bytes, at most {Limits.ElfSections}", Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".symtab", Limits.Symbols * 24)]
    [InlineData(".strtab", Limits.ElfStrings)]
    [InlineData(".shstrtab", Limits.ElfSectionNames)]
    public void Sizes_of_terabytes_are_left_out(string section, int most)
    {
        byte[] file = ElfSamples.Executable();
        ElfFile sound = Open(file);
        int index = sound.Sections.Select(s => sound.NameOf(s)).ToList().IndexOf(section);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(Header(file, index) + 32), 1UL << 42);
        Open(file).Symbols(ElfSection.SymbolTable);
        Assert.Contains($"has {1UL << 42} bytes", Said, StringComparison.Ordinal);
        Assert.Contains($"expected at most {most} within", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_without_end_are_cut()
    {
        var elf = new ElfWriter();
        elf.Sections.Add(new(new string('s', 5000), ElfWriterSection.Bits, [1]));
        ElfFile file = Open(elf.ToBytes());
        Assert.Equal(Limits.ElfSectionName, file.NameOf(file.Sections[1]).Length);

        var table = new ElfSymbolTable(null, () => MiniElf.Sections([new MiniSymbol(new string('n', 10_000), 0x1000, 8)]));
        Assert.Equal(Limits.SymbolName, table[table.Count - 1].Name.Length);
    }

    [Fact]
    public void Notes_that_many_segments_share_are_read_up_to_the_limit_of_all()
    {
        byte[] note = new byte[16 << 20];
        BinaryPrimitives.WriteInt32LittleEndian(note.AsSpan(4), note.Length - 12);
        ReadNotes(note, segments: 1000);
        Assert.Equal($"core: {Limits.CoreNotes} bytes of notes are read; there may be more", Said);
    }

    [Fact]
    public void Threads_without_end_end()
    {
        var note = new byte[12 + 8 + 336];
        BinaryPrimitives.WriteUInt32LittleEndian(note, 5);
        BinaryPrimitives.WriteUInt32LittleEndian(note.AsSpan(4), 336);
        BinaryPrimitives.WriteUInt32LittleEndian(note.AsSpan(8), 1);
        "CORE"u8.CopyTo(note.AsSpan(12));
        CoreFile core = ReadNotes([.. Enumerable.Repeat(note, 4000).SelectMany(bytes => bytes)], segments: 1000);
        Assert.Equal(Limits.ProcessThreads, core.Threads.Count);
        Assert.Contains($"{Limits.ProcessThreads} threads are read; there may be more", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_without_end_is_cut()
    {
        byte[] file = new MiniCore().Thread(7, 11, 0x1000, 0x3000, 0).Files((0x1000, 0x2000, 0, "/" + new string('p', 10_000))).Build();
        CoreFile core = new CoreNotes("core", _problems.Add).Read(Open(file, core: true));
        Assert.Equal(Limits.PathBytes, Assert.Single(core.Files).Path.Length);
        Assert.Contains($"a path of 10001 bytes, of which {Limits.PathBytes} are read", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_more_headers_than_any_is_none()
    {
        byte[] file = ElfSamples.Executable();
        Assert.NotNull(MemoryImage.Read(new FlatMemory(0x400000, file), 0x400000));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), Limits.ImageHeaders + 1); // e_phnum
        Assert.Null(MemoryImage.Read(new FlatMemory(0x400000, file), 0x400000));
    }

    [Fact]
    public void A_dynamic_section_of_terabytes_is_read_in_part()
    {
        var section = new ElfSegment { Type = ElfSegment.Dynamic, Address = 0x1000, MemorySize = 1UL << 42 };
        var memory = new FlatMemory(0x1000, new byte[32 * Limits.DynamicEntries]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Same(ElfSymbolSections.None, new DynamicSymbols(new MemoryImage([section], 0), memory).Read());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Notes_of_terabytes_have_the_build_id_of_their_beginning()
    {
        var asked = new List<int>();
        BuildId.Of([new ElfSegment { Type = ElfSegment.Note, FileSize = 1UL << 42 }], (_, most) =>
        {
            asked.Add(most);
            return new byte[most];
        });
        Assert.Equal([Limits.BuildNotes], asked);
    }

    [Fact]
    public void Of_streams_without_end_the_first_are_looked_at()
    {
        var file = new byte[32 + (12 * 2000) + 168];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), 32);
        Assert.Null(With((int)Limits.MinidumpStreams));
        Assert.NotNull(With((int)Limits.MinidumpStreams - 1));

        MinidumpException? With(int stream)
        {
            file.AsSpan(32, 12 * 2000).Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(32 + (12 * stream)), 6);
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40 + (12 * stream)), 32 + (12 * 2000));
            return MinidumpException.Find(new MemorySource(file));
        }
    }

    [Fact]
    public void A_file_larger_than_any_program_is_not_opened()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new byte[100]);
            var refused = Assert.Throws<DumpException>(() => NamedFile.Open(path, 99));
            Assert.EndsWith("100 bytes, expected at most 99", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The notes of a core whose segments of notes are all the same bytes.</summary>
    private CoreFile ReadNotes(byte[] notes, int segments)
    {
        byte[] file = new byte[64 + (56 * segments) + notes.Length];
        new MiniCore().Build().AsSpan(0, 64).CopyTo(file);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(32), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), (ushort)segments);
        for (int i = 0; i < segments; i++)
        {
            Span<byte> segment = file.AsSpan(64 + (56 * i));
            BinaryPrimitives.WriteUInt32LittleEndian(segment, ElfSegment.Note);
            BinaryPrimitives.WriteUInt64LittleEndian(segment[8..], 64 + (56UL * (ulong)segments));
            BinaryPrimitives.WriteUInt64LittleEndian(segment[32..], (ulong)notes.Length);
        }

        notes.CopyTo(file, 64 + (56 * segments));
        return new CoreNotes("core", _problems.Add).Read(Open(file, core: true));
    }
}
