using Conformance;
using DumpBuilder;
using DumpReader.Problems;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>A minidump that the builder makes of samples/scenarios/process.scenario, against what the scenario says.</summary>
public sealed class MinidumpTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public MinidumpTests() =>
        Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/process.scenario")).WriteMinidump(_path);

    public void Dispose() => File.Delete(_path);

    private ITarget Open() => DumpOpener.Open(new OpenRequest { Operands = [_path] });

    [Fact]
    public void Process_thread_and_objects_are_those_of_the_scenario()
    {
        using ITarget target = Open();
        ProcessSummary process = target.Process!;
        Assert.Equal(("minidump", 0xc0000005u, 0x7ff600001234ul), (process.Format, process.ExceptionCode, process.FaultAddress!.Value));
        Assert.Equal([@"C:\games\game.exe", @"C:\Windows\System32\kernel32.dll"], process.Objects.Select(o => o.Path));
        Assert.Equal([(0x7ff600000000ul, 0x20000ul), (0x7ff800000000ul, 0xc0000ul)], process.Objects.Select(o => (o.Base, o.Size)));
        Assert.Equal(1u, Assert.Single(process.Threads).Id);
        Assert.Equal(0x7ff600001234ul, target.Registers["rip"]);
        Assert.Equal(0x601000ul, target.Registers["rbx"]);
        Assert.Equal(0x33ul, target.Registers["cs"]);
        Assert.Empty(target.Problems);
    }

    [Fact]
    public void Memory_is_that_of_the_scenario_and_no_more()
    {
        using ITarget target = Open();
        Assert.True(target.Memory.TryReadUInt64(0x601108, out ulong value));
        Assert.Equal(0x2222ul, value);
        var bytes = new byte[0x2000];
        Assert.Equal(0x1000, target.Memory.Read(0x7ff600001000, bytes));
        Assert.Equal(0x90, bytes[0xfff]);
        Assert.Equal(0, target.Memory.Read(0x602000, bytes));
        Assert.Equal([0x5ff000ul, 0x601000ul, 0x7ff600001000ul], target.Process!.Mappings.Select(m => m.Base));
    }

    [Fact]
    public void A_cut_or_damaged_one_is_answered_or_refused_clearly()
    {
        byte[] good = File.ReadAllBytes(_path);
        var random = new Random(5);
        for (int i = 0; i < 60; i++)
        {
            byte[] file = i % 2 == 0 ? good[..random.Next(32, good.Length)] : [.. good];
            for (int n = 0; n < 6; n++)
            {
                file[random.Next(4, Math.Min(file.Length, 2600))] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_path, file);
            try
            {
                using ITarget target = Open();
                target.Memory.Read(0x601000, new byte[64]);
                Assert.All(target.Problems, Dumps.AssertClear);
            }
            catch (DumpException e)
            {
                Dumps.AssertClear(e.Problem);
            }
        }
    }
}
