using DumpBuilder.Image;
using DumpBuilder.Kernel;
using DumpReader;
using DumpReader.Spaces;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpBuilder.Tests.Image;

public class DumpImageTests
{
    private const string Base = """
        struct node { struct node *next; long value; };
        ::modctl unix { text = fffffffffb800000 text_size = 1000 data = fffffffffbc00000 data_size = 1000 }
        ::modctl genunix { text = fffffffffb9b0000 text_size = 1000 data = fffffffffbd20000 data_size = 1000 }
        fffffffffbc00000::nmadd -o -s e0 kas
        fffffffffbd20000::nmadd -o -s 90 modules
        """;

    private static CrashDump Write(DumpImage image, TempFolder temp)
    {
        image.Write(temp.File("unix.0"), temp.File("vmcore.0"));
        return CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
    }

    [Fact]
    public void A_dump_of_2_GiB_is_written_without_being_held()
    {
        const ulong start = 0xffffff0000000000;
        const ulong size = 1UL << 31;
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base);
        image.AddRegion(start, size, static w =>
        {
            for (ulong at = 0; at < w.Length; at += 16 << 20)
            {
                w.Write(w.Address + at + 8, at + 1);
            }

            w.Write(w.Address + w.Length - 8, 0xfeedUL);
        });
        long before = GC.GetAllocatedBytesForCurrentThread();
        image.Write(temp.File("unix.0"), temp.File("vmcore.0"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 24 << 20);
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        Assert.True(dump.Header.PageCount >= (long)size / Layout.PageSize);
        Assert.Equal((ulong)(16 << 20) + 1, dump.Memory.ReadPointer(start + (16 << 20) + 8));
        Assert.Equal(0xfeedUL, dump.Memory.ReadPointer(start + size - 8));
        Assert.False(dump.Memory.ReadPointer(start + size, out _));
    }

    [Fact]
    public void Objects_by_the_hundred_thousand_are_made_while_they_are_written()
    {
        const ulong start = 0xfffffe0100000000;
        const long count = 100_000;
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base);
        image.AddObjects("struct node", start, count, static (i, n) =>
        {
            n.Set("next", i + 1 < count ? start + (64 * (ulong)(i + 1)) : 0);
            n.Set("value", (ulong)i * 3);
        }, stride: 64);
        long before = GC.GetAllocatedBytesForCurrentThread();
        image.Write(temp.File("unix.0"), temp.File("vmcore.0"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        CType type = dump.Types.Find(null, "struct node", out _)!;
        long seen = 0;
        for (ulong at = start; at != 0; at = new Value(dump.Memory, type, at)["next"].AsUInt64())
        {
            Assert.Equal(seen * 3, new Value(dump.Memory, type, at)["value"].AsInt64());
            seen++;
        }

        Assert.Equal(count, seen);
    }

    [Fact]
    public void Two_writes_give_the_same_bytes()
    {
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base + "\nfffffe0000001000::print struct node { value = 5 }");
        image.Write(temp.File("u1"), temp.File("v1"));
        Scenario.Parse(Base + "\nfffffe0000001000::print struct node { value = 5 }").Write(temp.File("u2"), temp.File("v2"));
        image.Write(temp.File("u3"), temp.File("v3"));
        foreach (string other in new[] { "2", "3" })
        {
            Assert.Equal(File.ReadAllBytes(temp.File("u1")), File.ReadAllBytes(temp.File("u" + other)));
            Assert.Equal(File.ReadAllBytes(temp.File("v1")), File.ReadAllBytes(temp.File("v" + other)));
        }
    }

    [Fact]
    public void A_shorter_dump_replaces_a_longer_one_whole()
    {
        using var temp = new TempFolder();
        DumpImage large = Scenario.Parse(Base);
        large.AddRegion(0xfffffe0000000000, 1 << 24, static w => w.Write(w.Address + w.Length - 8, 1UL));
        large.Write(temp.File("unix.0"), temp.File("vmcore.0"));
        Scenario.Parse(Base).Write(temp.File("u"), temp.File("v"));
        Scenario.Parse(Base).Write(temp.File("unix.0"), temp.File("vmcore.0"));
        Assert.Equal(File.ReadAllBytes(temp.File("v")), File.ReadAllBytes(temp.File("vmcore.0")));
    }

    [Fact]
    public void Memory_of_a_process_has_its_own_translations()
    {
        const ulong space = 0xfffffe5af0001000;
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base);
        image.Facts = image.Facts with { Content = DumpContent.All };
        image.Add(0x400000, [1, 2, 3, 4], space);
        image.Add(0x400000, [9, 9, 9, 9], space + 0x100);
        using CrashDump dump = Write(image, temp);
        byte[] bytes = new byte[4];
        AddressSpace user = dump.Target.UserSpace(space)!;
        Assert.True(user.TryRead(0x400000, bytes));
        Assert.Equal([1, 2, 3, 4], bytes);
        Assert.False(dump.Memory.TryRead(0x400000, bytes));
    }

    [Fact]
    public void What_is_added_later_lies_over_what_was_there()
    {
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base);
        image.Add(0xfffffe0000000ffe, [1, 2, 3, 4]);
        image.Add(0xfffffe0000000fff, [8, 9]);
        using CrashDump dump = Write(image, temp);
        byte[] bytes = new byte[4];
        Assert.True(dump.Memory.TryRead(0xfffffe0000000ffe, bytes));
        Assert.Equal([1, 8, 9, 4], bytes);
    }

    [Fact]
    public void Writing_outside_of_a_region_is_refused()
    {
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base);
        image.AddRegion(0xfffffe0000000000, 16, static w => w.Write(w.Address + 9, 1UL));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Write(temp.File("u"), temp.File("v")));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.AddRegion(ulong.MaxValue - 8, 16, static _ => { }));
    }

    [Fact]
    public void A_dump_needs_kas_and_modules()
    {
        using var temp = new TempFolder();
        Assert.Contains("kas", Assert.Throws<InvalidOperationException>(() => new DumpImage().Write(temp.File("u"), temp.File("v"))).Message);
        var image = new DumpImage();
        image.AddModule("unix").AddObject("kas", 0xfffffffffbc00000, 8);
        Assert.Contains("modules", Assert.Throws<InvalidOperationException>(() => image.Write(temp.File("u"), temp.File("v"))).Message);
    }

    [Fact]
    public void Modules_are_found_with_their_symbols_and_types()
    {
        using var temp = new TempFolder();
        DumpImage image = Scenario.Parse(Base + """

            ::modctl drv {
                mod_filename = "/kernel/drv/amd64/drv" text = fffffffff7800000 text_size = 1000 data = ffffffffc0000000 data_size = 1000
                struct drv_state { struct node *list; };
                extern struct drv_state drv_softstate;
                int drv_open(struct drv_state *, int);
            }
            fffffffff7800000::nmadd -f -s 40 drv_open
            fffffffff7800040::nmadd -f -l -s 20 drv_helper
            ffffffffc0000000::nmadd -o drv_softstate
            """);
        using CrashDump dump = Write(image, temp);
        Assert.Equal(["unix", "genunix", "drv"], dump.Modules.Select(static m => m.Name));
        Assert.Equal("/kernel/drv/amd64/drv", dump.Modules[2].FileName);
        Assert.Equal("genunix", dump.Types.Find(null, "struct node", out _)!.Module);
        var state = (StructType)dump.Types.Find(null, "struct drv_state", out _)!;
        Assert.Equal("drv", state.Module);
        Assert.Same(dump.Types.Find(null, "struct node", out _), ((PointerType)state.Members[0].Type).Target);
        Assert.Equal(DumpReader.Symbols.SymbolLookup.Found, dump.Symbols.Find("drv", "drv_open", out DumpReader.Symbols.Symbol open));
        var function = (FunctionType)dump.Types.OfSymbol(open, out _)!;
        Assert.Equal(("int", 2, "struct drv_state *"), (function.Result.Name, function.ArgumentCount, function.Argument(0).Name));
        Assert.Equal(DumpReader.Symbols.SymbolLookup.Found, dump.Symbols.Find("drv", "drv_softstate", out DumpReader.Symbols.Symbol data));
        Assert.Equal(("struct drv_state", 8ul), (dump.Types.OfSymbol(data, out _)!.Name, data.Size));
        // There is no panicbuf in this dump.
        Assert.All(dump.Problems, static p => Assert.Equal("MDB505", p.Code));
    }
}
