using Conformance;
using DumpBuilder;
using DumpReader.Targets;

namespace DumpReader.Tests.Targets;

/// <summary>The ELF core and the crash dump that the builder makes of one scenario.</summary>
public sealed class BuiltCoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_core_holds_the_memory_of_the_crash_dump_at_the_same_addresses()
    {
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/bhyve-new.scenario"));
        image.Write(File("unix.0"), File("vmcore.0"));
        image.WriteCore(File("core"));
        using ITarget dump = DumpOpener.Open(new OpenRequest { Operands = [File("unix.0"), File("vmcore.0")] });
        using ITarget core = DumpOpener.Open(new OpenRequest { Operands = [File("core")] });

        Assert.NotEmpty(core.Process!.Mappings);
        foreach (ProcessMapping mapping in core.Process.Mappings)
        {
            byte[] here = new byte[mapping.Size];
            byte[] there = new byte[mapping.Size];
            Assert.Equal(here.Length, core.Memory.Read(mapping.Base, here));
            Assert.Equal(there.Length, dump.Memory.Read(mapping.Base, there));
            Assert.True(here.AsSpan().SequenceEqual(there) || IsHeldByTheBuilder(mapping.Base, here, there), $"{mapping.Base:x}");
        }
    }

    [Fact]
    public void Its_thread_has_the_registers_of_the_scenario_and_only_its_objects_are_unknown()
    {
        Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/process.scenario")).WriteCore(File("core"));
        using ITarget core = DumpOpener.Open(new OpenRequest { Operands = [File("core")] });
        Assert.Equal(0x7ff600001234ul, core.Registers["rip"]);
        Assert.Equal(0x601000ul, core.Registers["rbx"]);
        Assert.Equal(0x2bul, core.Registers["ss"]);
        Assert.Equal("MDB150", Assert.Single(core.Problems).Code.ToString());
    }

    /// <summary>Symbols that the builder fills (panicbuf, utsname, ...) share pages with what the scenario prints.</summary>
    private static bool IsHeldByTheBuilder(ulong address, ReadOnlySpan<byte> core, ReadOnlySpan<byte> dump)
    {
        for (int i = 0; i < core.Length; i++)
        {
            if (core[i] != dump[i] && core[i] != 0)
            {
                return false;
            }
        }

        return address >= 0xfffffffffb800000;
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);
}
