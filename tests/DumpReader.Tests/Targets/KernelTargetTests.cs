using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

public class KernelTargetTests
{
    [Theory]
    [InlineData("ctx-old")]
    [InlineData("ctx-new")]
    [InlineData("ctx-old-upstream")]
    [InlineData("many")]
    [InlineData("kmem")]
    [InlineData("system")]
    public void Sound_dump_opens_without_a_problem(string dump)
    {
        using KernelTarget target = Dumps.Open(dump);
        Dumps.Exercise(target);
        Assert.Empty(target.Problems);
        Assert.Equal(["unix", "genunix", "specfs", "TS", "doorfs", "portfs", "procfs", "sockfs", "ip", "zfs", "vmm"], target.Modules.Take(11).Select(m => m.Name));
        Assert.Equal(32, target.Registers.Count);
        Assert.NotEqual(0UL, target.Registers["rip"]);
    }

    [Fact]
    public void Symbols_show_the_table_they_come_from()
    {
        using KernelTarget target = Dumps.Open("ctx-old");
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, "vmm_savectx", out Symbol whole));
        Assert.Null(whole.Table.Module);
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find("vmm", "vmm_savectx", out Symbol own));
        Assert.Equal(("vmm", whole.Value), (own.Table.Module, own.Value));
        Assert.Equal(SymbolLookup.UnknownObject, target.Symbols.Find("unloadedmod", "x", out _));

        // _mutex_enter lies there too; weak gives way to strong.
        Assert.True(target.Symbols.TryFind(0xfffffffffb8019b0, 0, out Symbol symbol));
        Assert.Equal("mutex_enter", symbol.Name);
    }

    [Fact]
    public void Symbol_file_that_is_not_ELF_is_made_up_for_by_the_dump()
    {
        using KernelTarget target = Dumps.Open("bad-unix-garbage");
        Dumps.Exercise(target);
        Assert.Equal(11, target.Modules.Count);
        Assert.Contains("not an ELF file; using the symbols in the dump", Assert.Single(target.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbol_file_of_another_kernel_is_refused_until_forced()
    {
        var thrown = Assert.Throws<DumpException>(() => Dumps.Open("bad-unix-other"));
        Assert.Contains("symbols of another kernel", thrown.Message, StringComparison.Ordinal);
        using KernelTarget target = Dumps.Open("bad-unix-other", force: true);
        Dumps.Exercise(target);
        Assert.Contains(target.Problems, p => p.Code == "MDB117");
    }

    [Theory]
    [InlineData("bad-hdr-magic", "dump_magic is 0xdefec8ee, expected 0xdefec8ed")]
    [InlineData("bad-hdr-short", "dump header is 1000 bytes, expected 1912")]
    [InlineData("bad-hdr-wordsize", "dump_wordsize is 32, expected 64")]
    public void Damaged_header_is_refused(string dump, string message)
    {
        var thrown = Assert.Throws<DumpException>(() => Dumps.Open(dump));
        Assert.Equal($"{Dumps.Vmcore(dump)}: {message}", thrown.Message);
    }

    [Theory]
    [InlineData("bad-ctf-badref")]
    [InlineData("bad-ctf-cycle")]
    [InlineData("bad-ctf-none")]
    [InlineData("bad-ctf-offsets")]
    [InlineData("bad-ctf-version")]
    [InlineData("bad-list-proc-loop")]
    [InlineData("bad-list-threads-rho")]
    public void Damage_elsewhere_leaves_symbols_and_modules_whole(string dump)
    {
        using KernelTarget target = Dumps.Open(dump);
        Dumps.Exercise(target);
        Assert.Equal(11, target.Modules.Count);
    }

    [Fact]
    public void Damaged_modules_are_told_and_the_others_are_there()
    {
        using KernelTarget target = Dumps.Open("bad-list-mod-damaged");
        Dumps.Exercise(target);
        Assert.Equal(["unix", "genunix", "specfs", "TS", "doorfs", "portfs", "ip", "zfs", "vmm"], target.Modules.Select(m => m.Name));
        Assert.Equal(
            [
                "module portfs: symsize is 1099511627776, expected at most 67108864",
                "module list: the name of the module at fffffe5ae00172c0 is not in the dump, or has more than 1024 bytes",
                "module list: cannot read struct module of sockfs at dead0000",
            ],
            target.Problems.Select(p => p.Message));
        Assert.Equal(target.Problems.Skip(1), target.MissingModules);
    }

    [Fact]
    public void Pages_behind_a_wild_bucket_are_still_found_and_it_is_told()
    {
        using KernelTarget target = Dumps.Open("bad-map-wild");
        Dumps.Exercise(target);
        Assert.Equal(11, target.Modules.Count);
        Assert.Contains("bucket 4598 points to offset 0x7fffffffffff outside the map", Assert.Single(target.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_cut_half_way_tells_what_is_lost_and_reads_nothing_there()
    {
        using KernelTarget target = Dumps.Open("bad-trunc-data");
        Dumps.Exercise(target);
        Assert.Contains("file ends at 9547876, 2235 of 4469 pages reach beyond and are lost", target.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, "modules", out Symbol modules));
        Assert.False(target.Memory.TryReadUInt64(modules.Value, out _));
        Assert.True(target.Memory.TryGetPhysical(modules.Value, out _));
    }

    [Fact]
    public void Compressed_symbol_image_of_an_old_kernel_is_expanded()
    {
        using KernelTarget sound = Dumps.Open("kmem");
        byte[] image = File.ReadAllBytes(Dumps.Unix("kmem"));
        byte[] stored = LzjbEncoder.Compress(image);
        var size = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, stored.Length);
        using KernelTarget target = Dumps.TryOpen(new OverlaySource(Dumps.File("kmem")).Patch(4096, stored).Patch(1856, size))!;
        Assert.Equal(sound.Symbols.Tables[0].Count, target.Symbols.Tables[0].Count);
        Assert.Equal(sound.Modules, target.Modules);

        stored[0] = 0xff;
        var thrown = Assert.Throws<DumpException>(() =>
            DumpOpener.OpenKernel(new OverlaySource(Dumps.File("kmem")).Patch(4096, stored).Patch(1856, size), "vmcore.0"));
        Assert.Contains("compressed ksyms image expands to", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbol_image_that_claims_more_than_lzjb_can_hold_is_not_allocated()
    {
        var size = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(size, 512 << 20);
        BinaryPrimitives.WriteInt64LittleEndian(size.AsSpan(8), 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var thrown = Assert.Throws<DumpException>(() => DumpOpener.OpenKernel(new OverlaySource(Dumps.File("kmem")).Patch(1848, size), "vmcore.0"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);
        Assert.Equal("vmcore.0: compressed ksyms image has 1000 bytes, which cannot expand to 536870912", thrown.Message);
    }

    [Fact]
    public void Registers_come_from_the_trap_frame_where_panicbuf_is_not_filled()
    {
        using KernelTarget sound = Dumps.Open("kmem");
        sound.Symbols.Find(null, "panicbuf", out Symbol panicbuf);
        using KernelTarget live = Dumps.TryOpen(new OverlaySource(Dumps.File("kmem")).Patch(FileOffset(sound, panicbuf.Value), new byte[64]))!;
        Assert.Contains(live.Problems, p => p.Message == "failed to read panicbuf and panic_reg -- current register set will be unavailable");
        Assert.Empty(live.Registers);

        sound.Symbols.Find(null, "panic_reg", out Symbol panicReg);
        var pointer = new byte[8];
        sound.Symbols.Find(null, "modules", out Symbol frame);
        BinaryPrimitives.WriteUInt64LittleEndian(pointer, frame.Value);
        using KernelTarget trap = Dumps.TryOpen(new OverlaySource(Dumps.File("kmem"))
            .Patch(FileOffset(sound, panicbuf.Value), new byte[64]).Patch(FileOffset(sound, panicReg.Value), pointer))!;
        Assert.Equal(trap.Memory.ReadPointer(frame.Value + 200), trap.Registers["rip"]);
        Assert.Equal(trap.Memory.ReadPointer(frame.Value + 80), trap.Registers["rbp"]);
        Assert.Equal(trap.Memory.ReadPointer(frame.Value + 216), trap.Registers["rflags"]);
    }

    [Fact]
    public void Module_symbols_are_left_alone_where_asked()
    {
        using var target = (KernelTarget)DumpOpener.Open(new OpenRequest { Operands = [Dumps.Vmcore("kmem")], NoModuleSymbols = true });
        Assert.Single(target.Symbols.Tables);
        Assert.Equal(11, target.Modules.Count);
    }

    [Fact]
    public void Facade_opens_a_dump_and_nothing_else()
    {
        using (CrashDump dump = CrashDump.Open(Dumps.Unix("kmem"), Dumps.Vmcore("kmem")))
        {
            Assert.Equal("emy-17", dump.Header.NodeName);
            Assert.Equal(11, dump.Modules.Count);
        }

        Assert.Throws<DumpException>(() => CrashDump.Open(Dumps.Unix("kmem")));
        Assert.Throws<DumpException>(() => CrashDump.Open(new OpenRequest()));
    }

    private static long FileOffset(KernelTarget target, ulong address)
    {
        Assert.True(target.Memory.TryGetPhysical(address, out PhysicalAddress physical));
        byte[] file = File.ReadAllBytes(Dumps.Vmcore("kmem"));
        for (long i = 0; i < target.Header.PageCount; i++)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan((int)(target.Header.PfnTable + (8 * i)))) == physical.Value >> 12)
            {
                return target.Header.Data + (i * 4096) + (long)(address & 4095);
            }
        }

        throw new InvalidOperationException("no such page");
    }
}
