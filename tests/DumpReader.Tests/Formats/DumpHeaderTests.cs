using System.Buffers.Binary;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Problems;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Formats;

public class DumpHeaderTests
{
    private static byte[] Good() => new MiniDump().Page(MiniDump.Kas, 0xfffffffffbc00000, 5).Build();

    [Fact]
    public void Header_reads_field_by_field()
    {
        var dump = new MiniDump { PanicString = "BAD TRAP" };
        byte[] file = dump.Page(MiniDump.Kas, 0xfffffffffbc00000, 5).Build();
        DumpHeader header = DumpHeaderChecks.ReadChecked(new MemorySource(file), "vmcore.0");
        Assert.Equal(DumpFlags.Complete | DumpFlags.Kernel, header.Flags);
        Assert.Equal(("SunOS", "node", "5.11"), (header.SystemName, header.NodeName, header.Release));
        Assert.Equal("BAD TRAP", header.PanicString);
        Assert.Equal(1_600_000_000, header.CrashTime);
        Assert.Equal((dump.PfnTable, dump.Map, dump.Data), (header.PfnTable, header.Map, header.Data));
        Assert.Equal((0, 1, 1), (header.HashMask, header.TranslationCount, header.PageCount));
        Assert.Equal("00000000-1111-2222", header.Uuid);
    }

    [Fact]
    public void Structure_is_1912_bytes_long()
    {
        var cursor = new Cursor(new byte[4000]);
        DumpHeader.Read(ref cursor);
        Assert.Equal(DumpHeader.Size, cursor.Position);
    }

    public static TheoryData<int, long, int, string, string> Damages => new()
    {
        { 0, 0xdefec8ee, 4, "MDB102", "vmcore.0: dump_magic is 0xdefec8ee, expected 0xdefec8ed" },
        { 4, 9, 4, "MDB103", "vmcore.0: dump_version is 9, expected 10" },
        { 12, 32, 4, "MDB104", "vmcore.0: dump_wordsize is 32, expected 64" },
        { 24, -1, 8, "MDB106", "dump_ksyms is -1, expected ksyms image of" },
        { 24, 1L << 40, 8, "MDB106", "dump_ksyms is 1099511627776, expected ksyms image of" },
        { 32, 100, 8, "MDB106", "dump_pfn is 100, expected pfn table of 8 bytes" },
        { 40, long.MaxValue, 8, "MDB106", "dump_map is 9223372036854775807, expected translation map of 40 bytes" },
        { 48, -4096, 8, "MDB106", "dump_data is -4096, expected an offset of 1912 or more" },
        { 48, long.MaxValue, 8, "MDB106", "dump_data is 9223372036854775807" },
        { 1808, 13, 8, "MDB105", "dump_pageshift is 13, expected 12" },
        { 1816, 8192, 8, "MDB105", "dump_pagesize is 8192, expected 4096" },
        { 1824, 6, 8, "MDB107", "dump_hashmask is 0x6, expected one less than a power of two" },
        { 1824, -1, 8, "MDB108", "dump_hashmask is -1, expected 0 to" },
        { 1824, (1L << 37) - 1, 8, "MDB106", "dump_map is 12288, expected translation map of 5497558138880 bytes" },
        { 1832, -5, 8, "MDB108", "dump_nvtop is -5, expected 0 to" },
        { 1840, -1, 8, "MDB108", "dump_npages is -1, expected 0 to" },
        { 1840, 1L << 35, 8, "MDB106", "dump_pfn is 8192, expected pfn table of 274877906944 bytes" },
        { 1840, long.MaxValue, 8, "MDB108", "dump_npages is 9223372036854775807" },
        { 1848, 1L << 40, 8, "MDB108", "dump_ksyms_size is 1099511627776, expected 0 to 536870912" },
        { 1856, 1L << 20, 8, "MDB108", "dump_ksyms_csize is 1048576, expected 0 to" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damaged_field_is_named_with_what_was_found_and_expected(int offset, long value, int width, string code, string message)
    {
        byte[] file = Good();
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bytes[..width].CopyTo(file.AsSpan(offset));
        var thrown = Assert.Throws<DumpException>(() => DumpHeaderChecks.ReadChecked(new MemorySource(file), "vmcore.0"));
        Assert.Equal(code, thrown.Problem.Code);
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(1911)]
    public void Short_file_tells_how_short(int length)
    {
        var thrown = Assert.Throws<DumpException>(() => DumpHeaderChecks.ReadChecked(new MemorySource(Good().AsMemory(0, length)), "vmcore.0"));
        Assert.Equal($"vmcore.0: dump header is {length} bytes, expected 1912", thrown.Message);
    }

    [Fact]
    public void Any_bytes_after_the_magic_are_a_header_or_refused() => Gen.Byte.Array[1908].Sample(rest =>
    {
        byte[] file = [0xed, 0xc8, 0xfe, 0xde, .. rest];
        Assert.Null(Dumps.TryOpen(new MemorySource(file)));
    }, iter: 200);
}
