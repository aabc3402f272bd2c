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

    private LimitLog Log => new("file", _problems.Add);

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
        Assert.Matches("^file: the name of the section at offset [0-9]+ has more than 1024 bytes; such names are cut$", Said);

        var table = new ElfSymbolTable(null, () => MiniElf.Sections([new MiniSymbol(new string('n', 10_000), 0x1000, 8)])) { Log = Log };
        Assert.Equal(Limits.SymbolName, table[table.Count - 1].Name.Length);
        Assert.Equal("file: the name of the symbol with the value 1000 has more than 4096 bytes; such names are cut (MDB155)", _problems[^1].ToString());
    }

    [Fact]
    public void Names_that_just_fit_are_whole()
    {
        var elf = new ElfWriter();
        elf.Sections.Add(new(new string('s', Limits.ElfSectionName), ElfWriterSection.Bits, [1]));
        ElfFile file = Open(elf.ToBytes());
        Assert.Equal(Limits.ElfSectionName, file.NameOf(file.Sections[1]).Length);

        var table = new ElfSymbolTable(null, () => MiniElf.Sections([new MiniSymbol(new string('n', Limits.SymbolName), 0x1000, 8)])) { Log = Log };
        Assert.Equal(Limits.SymbolName, table[table.Count - 1].Name.Length);
        Assert.Empty(_problems);
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
        Assert.NotNull(MemoryImage.Read(new FlatMemory(0x400000, file), 0x400000, Log));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), Limits.ImageHeaders + 1); // e_phnum
        Assert.Empty(_problems);
        Assert.Null(MemoryImage.Read(new FlatMemory(0x400000, file), 0x400000, Log));
        Assert.Contains("1025 program headers in memory at 400000, expected at most 1024", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dynamic_section_of_terabytes_is_read_in_part()
    {
        var section = new ElfSegment { Type = ElfSegment.Dynamic, Address = 0x1000, MemorySize = 1UL << 42 };
        var memory = new FlatMemory(0x1000, new byte[32 * Limits.DynamicEntries]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Same(ElfSymbolSections.None, new DynamicSymbols(new MemoryImage([section], 0), memory, Log).Read());
        Assert.Equal($"file: {1UL << 38} entries of the dynamic section, of which 4096 are read (MDB155)", _problems[0].ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(4, 5UL << 24, "83886080 symbols for dynamic linking in memory, expected at most 16777216")]                 // DT_HASH: nchain
    [InlineData(10, 1UL << 31, "2147483648 bytes of names for dynamic linking in memory, expected at most 1073741824")]      // DT_STRSZ
    [InlineData(0x6ffffef5, 5UL << 24, "83886080 buckets of the hash table of symbols for dynamic linking in memory")]       // DT_GNU_HASH: nbuckets
    public void Dynamic_symbols_beyond_belief_are_left_out(ulong tag, ulong value, string said)
    {
        var bytes = new byte[0x2000];
        (ulong Tag, ulong Value)[] entries = tag == 0x6ffffef5 ? [(tag, 0x1800UL), (10, 64)] : [(4, 0x1800UL), (10, tag == 10 ? value : 64)];
        for (int i = 0; i < entries.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * 16), entries[i].Tag);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((i * 16) + 8), entries[i].Value);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x800), tag == 10 ? 0 : (uint)value);   // nbuckets
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x804), tag == 10 ? 8 : (uint)value);   // nchain
        var section = new ElfSegment { Type = ElfSegment.Dynamic, Address = 0x1000, MemorySize = 32 };
        Assert.Same(ElfSymbolSections.None, new DynamicSymbols(new MemoryImage([section], 0), new FlatMemory(0x1000, bytes), Log).Read());
        Assert.Contains(said, Assert.Single(_problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_of_terabytes_have_the_build_id_of_their_beginning()
    {
        var asked = new List<int>();
        BuildId.Of([new ElfSegment { Type = ElfSegment.Note, FileSize = 1UL << 42 }], (_, most) =>
        {
            asked.Add(most);
            return new byte[most];
        }, Log);
        Assert.Equal([Limits.BuildNotes], asked);
        Assert.Contains($"{1UL << 42} bytes of notes, of which 65536 are searched for a build id", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_streams_without_end_the_first_are_looked_at()
    {
        var file = new byte[32 + (12 * 2000) + 168];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), 32);
        Assert.NotNull(With((int)Limits.MinidumpStreams - 1));
        Assert.Empty(_problems);
        Assert.Null(With((int)Limits.MinidumpStreams));
        Assert.Equal("file: 4294967295 streams, of which 1024 are looked at; none of them tells of an exception (MDB155)", Assert.Single(_problems).ToString());

        MinidumpException? With(int stream)
        {
            file.AsSpan(32, 12 * 2000).Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(32 + (12 * stream)), 6);
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40 + (12 * stream)), 32 + (12 * 2000));
            return MinidumpException.Find(new MemorySource(file), Log);
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
