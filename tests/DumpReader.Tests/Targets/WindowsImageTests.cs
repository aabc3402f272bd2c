using System.Buffers.Binary;
using System.Text;
using DumpBuilder;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>What a program of Windows exports, from the memory of a minidump and from its file.</summary>
public sealed class WindowsImageTests : IDisposable
{
    private const ulong Base = 0x7ff800000000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mdb-pe-");

    private string Dump => Path.Combine(_folder.FullName, "dump");

    private string Library => Path.Combine(_folder.FullName, "library.dll");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>One page of headers, one of code and one of data, which the file has at once behind each other, as memory has.</summary>
    private static byte[] Image(uint stamp = 0)
    {
        var file = new byte[0x3000];
        "MZ"u8.CopyTo(file);
        Put32(0x3c, 0x80);
        "PE\0\0"u8.CopyTo(file.AsSpan(0x80));
        Put16(0x84, 0x8664);
        Put16(0x86, 2);                 // NumberOfSections
        Put32(0x88, stamp);
        Put16(0x94, 240);               // SizeOfOptionalHeader
        Put16(0x98, 0x20b);
        Put32(0x98 + 56, 0x3000);       // SizeOfImage
        Put32(0x98 + 112, 0x2000);      // exports
        Put32(0x98 + 116, 0x200);
        Put32(0x98 + 136, 0x2800);      // exceptions
        Put32(0x98 + 140, 12);
        Section(0x188, 0x1000, 0x60000020);
        Section(0x188 + 40, 0x2000, 0x40000040);
        Put32(0x2014, 4);               // NumberOfFunctions
        Put32(0x2018, 4);               // NumberOfNames
        Put32(0x201c, 0x2040);
        Put32(0x2020, 0x2060);
        Put32(0x2024, 0x2080);
        uint[] places = [0x1000, 0x1100, 0x2900, 0x20f0]; // two functions, data, one that another library has
        string[] names = ["First", "Second", "Datum", "Elsewhere"];
        for (int i = 0; i < 4; i++)
        {
            Put32(0x2040 + (i * 4), places[i]);
            Put32(0x2060 + (i * 4), (uint)(0x20a0 + (i * 16)));
            Put16(0x2080 + (i * 2), (ushort)i);
            Encoding.ASCII.GetBytes(names[i]).CopyTo(file, 0x20a0 + (i * 16));
        }

        Put32(0x2800, 0x1100);          // RUNTIME_FUNCTION of the second
        Put32(0x2804, 0x1140);
        return file;

        void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

        void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

        void Section(int at, uint place, uint flags)
        {
            Put32(at + 8, 0x1000);
            Put32(at + 12, place);
            Put32(at + 16, 0x1000);
            Put32(at + 20, place);
            Put32(at + 36, flags);
        }
    }

    private ITarget Open(byte[]? inMemory)
    {
        DumpImage image = Scenario.Parse($$"""
            ::modctl library { mod_filename = "{{Library}}" text = {{Base:x}} text_size = 3000 }
            ::regs { %rip = {{Base + 0x1100:x}} %rsp = 5ff000 }
            5ff000,100::fill 0
            {{(inMemory is null ? "" : $"{Base:x},3000::fill 0")}}
            """);
        image.WriteMinidump(Dump);
        if (inMemory is not null)
        {
            using FileStream file = File.OpenWrite(Dump);
            file.Position = file.Length - 0x3000; // the highest addresses come last
            file.Write(inMemory);
        }

        return DumpOpener.Open(new OpenRequest { Operands = [Dump] });
    }

    private static void AssertExports(ITarget target)
    {
        Assert.Equal(("First", 0x100ul), Found(0x10ff));
        Assert.Equal(("Second", 0x40ul), Found(0x1100));
        Assert.Equal(("", 0ul), Found(0x1140));
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, "Datum", out Symbol datum));
        Assert.Equal((Base + 0x2900, SymbolType.Object), (datum.Value, datum.Type));
        Assert.Equal(SymbolLookup.UnknownName, target.Symbols.Find(null, "Elsewhere", out _));
        Assert.Empty(target.Problems);

        (string, ulong) Found(ulong place) => target.Symbols.TryFind(Base + place, 0, out Symbol symbol) ? (symbol.Name, symbol.Size) : ("", 0);
    }

    [Fact]
    public void Exports_come_from_the_memory_of_the_dump()
    {
        using ITarget target = Open(Image());
        AssertExports(target);
    }

    [Fact]
    public void Exports_come_from_the_file_where_memory_lacks_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scenario would need its backslashes doubled");
        File.WriteAllBytes(Library, Image());
        using ITarget target = Open(null);
        AssertExports(target);
    }

    [Fact]
    public void A_file_of_another_build_gives_none_and_it_is_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scenario would need its backslashes doubled");
        File.WriteAllBytes(Library, Image(stamp: 5));
        using ITarget target = Open(null);
        Assert.Equal(SymbolLookup.UnknownName, target.Symbols.Find(null, "First", out _));
        Assert.Contains(target.Problems, p => p.Message == $"{Library}: another build than the one in the minidump at {Base:x}; its symbols are left out");
    }

    [Theory]
    [InlineData(0x2014, "4294967295 exported functions, of which 65536 are read")]
    [InlineData(0x2018, "4294967295 names of exported functions, of which 65536 are read")]
    [InlineData(0x98 + 140, "357913941 entries of the exception directory, of which 4194304 are read")]
    public void Counts_beyond_belief_are_those_that_are_there(int field, string said)
    {
        byte[] image = Image();
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(field), uint.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using ITarget target = Open(image);
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, "First", out Symbol first));
        Assert.Equal(Base + 0x1000, first.Value);
        Assert.Contains(target.Problems, p => p.ToString() == $"{Library}: {said} (MDB155)");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 << 20);
    }

    [Theory]
    [InlineData(4095, true)]
    [InlineData(4096, false)]
    public void Long_names_of_exports_are_known_and_those_without_end_are_said(int length, bool isKnown)
    {
        byte[] image = [.. Image(), .. Encoding.ASCII.GetBytes(new string('n', length)), 0];
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(0x2060), 0x3000);
        var problems = new List<Problem>();
        PeImage? read = PeImage.Read(new FlatMemory(Base, image), Base, new LimitLog("a.dll", problems.Add));
        Assert.NotNull(read);
        Assert.Equal(isKnown, Encoding.ASCII.GetString(read.Exports().Strings.Span).Contains(new string('n', 300), StringComparison.Ordinal));
        Assert.Equal(isKnown, problems.Count == 0);
        Assert.All(problems, p => Assert.Contains("has more than 4096 bytes; such are left out", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Damaged_images_give_what_is_left()
    {
        byte[] good = Image();
        var random = new Random(3);
        for (int n = 0; n < 300; n++)
        {
            byte[] image = [.. good];
            for (int i = 0; i < 4; i++)
            {
                int at = random.Next(3) switch { 0 => random.Next(0x200), 1 => 0x2000 + random.Next(0x100), _ => 0x2014 + random.Next(20) };
                image[at] = (byte)random.Next(256);
            }

            var memory = new FlatMemory(Base, image);
            Assert.InRange((PeImage.Read(memory, Base, LimitLog.None)?.Exports().Symbols.Length ?? 0) / 24, 0, 65_537);
        }
    }
}
