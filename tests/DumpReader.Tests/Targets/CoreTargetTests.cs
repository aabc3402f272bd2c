using CsCheck;
using DumpReader.Problems;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>Cores of Linux that lack what ClrMD wants, or have too much of it.</summary>
public sealed class CoreTargetTests : IDisposable
{
    private const ulong High = 0xffffffffff600000;

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private ITarget Open(MiniCore core) => Open(core.Build());

    private ITarget Open(byte[] core)
    {
        File.WriteAllBytes(_path, core);
        return DumpOpener.Open(new OpenRequest { Operands = [_path] });
    }

    private static MiniCore Simple() => new MiniCore()
        .Thread(7, 0, 0x1000, 0x2000, 0x2010)
        .Thread(9, 11, 0x1004, 0x3000, 0)
        .Memory(0x1000, [0x7f, 0x45, 0x4c, 0x46, 5, 6, 7, 8], size: 0x1000, flags: 5)
        .Memory(0x3000, [.. Enumerable.Range(0, 4096).Select(i => (byte)i)])
        .Memory(High, [9, 8, 7, 6], size: 0x1000);

    [Fact]
    public void Without_mapped_files_threads_registers_and_memory_are_there()
    {
        using ITarget target = Open(Simple());
        Assert.Equal([9u, 7u], target.Process!.Threads.Select(t => t.Id));
        Assert.Equal((11, 0), (target.Process.Signal, target.Process.Threads[1].Signal));
        Assert.Equal(0x1004ul, target.Registers["rip"]);
        Assert.Empty(target.Process.Objects);
        Assert.True(target.Memory.TryReadUInt64(0x1000, out ulong word));
        Assert.Equal(0x08070605464c457ful, word);
        Assert.Contains(target.Problems, p => p.Code == "MDB150" && p.Message.Contains("NT_FILE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_note_that_the_cut_notes_hold_in_part_is_left_out(int missing)
    {
        byte[] core = new MiniCore().Thread(7, 11, 0x1000, 0x2000, 0).Note(6, 1, 2, 3, 4).Memory(0x1000, [1]).Build();
        core[64 + 32] -= (byte)missing; // p_filesz of the notes
        using ITarget target = Open(core);
        Assert.Equal(7u, Assert.Single(target.Process!.Threads).Id);
        Assert.Contains(target.Problems, p => p.Message.EndsWith($"has 4 bytes, {4 - missing} are left; what follows is lost", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_of_two_lines_makes_no_message_of_two_lines()
    {
        using ITarget target = Open(Simple().Files((0x1000, 0x2000, 0, "/nosuch/pro\ngram")));
        target.Symbols.Find(null, "main", out _);
        Assert.Contains(target.Problems, p => p.Message.Contains("/nosuch/pro?gram", StringComparison.Ordinal));
        Assert.All(target.Problems, Dumps.AssertClear);
    }

    [Fact]
    public void A_second_auxiliary_vector_does_no_harm()
    {
        using ITarget target = Open(Simple().Auxv(9, 0x1000, 0, 0).Auxv(9, 0x5000, 0, 0).Files((0x1000, 0x2000, 0, "/nosuch/program")));
        Assert.Equal("/nosuch/program", target.Process!.Program);
        Assert.Equal(2, target.Process.Threads.Count);
    }

    [Fact]
    public void Memory_of_the_upper_half_is_read()
    {
        using ITarget target = Open(Simple());
        var bytes = new byte[4];
        Assert.Equal(4, target.Memory.Read(High, bytes));
        Assert.Equal([9, 8, 7, 6], bytes);
    }

    [Fact]
    public void What_the_core_leaves_out_is_short_not_zero()
    {
        using ITarget target = Open(Simple());
        var bytes = new byte[16];
        Assert.Equal(8, target.Memory.Read(0x1000, bytes));
        Assert.Equal(0, target.Memory.Read(0x1800, bytes));
        Assert.Equal(4, target.Memory.Read(High, bytes));
        Assert.Equal(16, target.Memory.Read(0x3ff0, bytes));
        Assert.Equal(6, target.Memory.Read(0x3ffa, bytes));
    }

    [Fact]
    public void Notes_are_no_memory()
    {
        using ITarget target = Open(Simple());
        Assert.Equal(0, target.Memory.Read(0, new byte[8]));
        Assert.Equal(0, target.Memory.Read(1, new byte[8]));
    }

    [Fact]
    public void A_core_of_another_machine_is_refused()
    {
        byte[] core = Simple().Build();
        core[18] = 183;
        var thrown = Assert.Throws<DumpException>(() => Open(core));
        Assert.Contains("e_machine is 183, expected 62 (x86-64)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_dump_is_wanted_by_k()
    {
        File.WriteAllBytes(_path, Simple().Build());
        var thrown = Assert.Throws<DumpException>(() => DumpOpener.Open(new OpenRequest { Operands = [_path], Kernel = true }));
        Assert.EndsWith("ELF core file, expected a kernel crash dump", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_damaged_is_answered_or_refused_clearly()
    {
        byte[] good = Simple().Auxv(9, 0x1000, 0, 0).Files((0x1000, 0x2000, 0, "/nosuch/program"), (0x3000, 0x4000, 1, "/nosuch/lib.so")).Build();
        Gen.Select(Gen.Int[0, 1500].Array[1, 8], Gen.Byte.Array[8], Gen.Int[64, good.Length], Gen.Bool).Sample((places, values, cut, isCut) =>
        {
            byte[] file = isCut ? good[..cut] : [.. good];
            for (int i = 0; i < places.Length; i++)
            {
                file[Math.Max(20, places[i]) % file.Length] = values[i];
            }

            try
            {
                using ITarget target = Open(file);
                var bytes = new byte[64];
                foreach (ProcessMapping mapping in target.Process?.Mappings ?? [])
                {
                    target.Memory.Read(mapping.Base, bytes);
                }

                target.Symbols.TryFind(0x1004, 0, out _);
                Assert.All(target.Problems, Dumps.AssertClear);
            }
            catch (DumpException e)
            {
                Dumps.AssertClear(e.Problem);
            }
        }, iter: 200, threads: 1);
    }
}
