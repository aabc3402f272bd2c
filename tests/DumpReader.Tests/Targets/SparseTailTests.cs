using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>A file that ends before its last page: zero pages that savecore left out, or a cut.</summary>
public class SparseTailTests
{
    private const ulong Heap = 0xfffffe0000000000;
    private const int Pages = 64;

    [Fact]
    public void Complete_dump_that_ends_at_a_write_of_savecore_has_a_zero_tail()
    {
        using KernelTarget target = Open(AlignedEnd());
        Problem problem = Assert.Single(target.Problems, p => p.Code == "MDB120");
        Assert.Contains("taken as zero", problem.Message, StringComparison.Ordinal);
        ulong last = Heap + (4096 * (Pages - 1));
        Assert.True(target.Memory.TryReadUInt64(last, out ulong value));
        Assert.Equal(0UL, value);
        Assert.True(target.Memory.TrySpan(last, 4096, out ReadOnlySpan<byte> page));
        Assert.False(page.ContainsAnyExcept((byte)0));
        Assert.Equal(4096, target.Memory.Read(last, new byte[8192]));
        Assert.NotEqual(0UL, target.Memory.ReadPointer(Heap));
    }

    [Fact]
    public void End_of_a_window_of_physical_memory_ends_a_write_too()
    {
        MiniDump dump = Dump();
        dump.Page(MiniDump.Kas, Heap + (4096 * Pages), 1024 * 8);
        byte[] file = dump.Build();
        using KernelTarget target = DumpOpener.OpenKernel(new MemorySource(file.AsMemory(0, file.Length - 4096)), "vmcore.0");
        Assert.Contains(target.Problems, p => p.Code == "MDB120");
    }

    public static TheoryData<string, long> Cuts => new()
    {
        { "not at the end of a write", 4096 },
        { "inside a page", 100 },
        { "half of the pages", -(128 << 10) },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void Cut_file_has_lost_its_tail(string why, long beyond)
    {
        using KernelTarget target = Open(AlignedEnd() + beyond);
        Assert.True(target.Problems.Any(p => p.Code == "MDB121"), why);
        Assert.False(target.Memory.TryReadUInt64(Heap + (4096 * (Pages - 1)), out _));
    }

    [Fact]
    public void Incomplete_dump_has_no_zero_tail()
    {
        using KernelTarget target = Open(AlignedEnd(), flags: 0x10000);
        Assert.Contains(target.Problems, p => p.Code == "MDB121");
        Assert.False(target.Memory.TryReadUInt64(Heap + (4096 * (Pages - 1)), out _));
    }

    [Fact]
    public void Dump_of_all_memory_may_end_in_much_unused_memory()
    {
        using KernelTarget target = Open(AlignedEnd() - (128 << 10), flags: 0x20002);
        Assert.Contains(target.Problems, p => p.Code == "MDB120");
    }

    [Theory]
    [InlineData("main", SymbolType.Function)]
    [InlineData("panicbuf", SymbolType.Object)]
    public void Page_of_code_or_of_a_root_of_the_kernel_is_never_zero(string name, SymbolType type)
    {
        MiniDump dump = Dump();
        dump.Symbols.Add(new MiniSymbol(name, Heap + (4096 * (Pages - 1)) + 16, 32, Type: type));
        using KernelTarget target = DumpOpener.OpenKernel(new MemorySource(dump.Build().AsMemory(0, (int)AlignedEnd())), "vmcore.0");
        Assert.Contains(target.Problems, p => p.Code == "MDB121");
    }

    private static KernelTarget Open(long length, uint flags = 0x10002)
    {
        MiniDump dump = Dump();
        dump.Flags = flags;
        return DumpOpener.OpenKernel(new MemorySource(dump.Build().AsMemory(0, (int)length)), "vmcore.0");
    }

    /// <summary>The last multiple of 128 KiB inside the data: a few of the 64 pages lie behind.</summary>
    private static long AlignedEnd() => Dump().Build().Length / (128 << 10) * (128 << 10);

    private static MiniDump Dump()
    {
        var dump = new MiniDump();
        for (ulong i = 0; i < Pages; i++)
        {
            dump.Page(MiniDump.Kas, Heap + (4096 * i), 16 + i);
        }

        return dump;
    }
}
