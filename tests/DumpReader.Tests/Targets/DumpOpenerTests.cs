using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

public sealed class DumpOpenerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-open-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_named_is_memory_of_zeros()
    {
        using ITarget target = DumpOpener.Open(new OpenRequest());
        Assert.Equal("proc", target.Kind);
        Assert.True(target.Memory.TryReadUInt64(0x1234, out ulong value));
        Assert.Equal(0UL, value);
        Assert.Null(target.Physical);
    }

    [Fact]
    public void Suffix_means_unix_and_vmcore_of_that_number()
    {
        Link("kmem", "3");
        using ITarget target = Open("3");
        Assert.Equal("kvm", target.Kind);
        Assert.Equal("vmcore.3", target.Dump!.Path);
        Assert.Empty(target.Problems);
    }

    [Fact]
    public void File_named_like_a_suffix_is_the_file()
    {
        File.WriteAllText(Path.Combine(_folder, "3"), "text");
        using ITarget target = Open("3");
        Assert.Equal("raw", target.Kind);
    }

    [Fact]
    public void Suffix_without_a_symbol_file_takes_the_symbols_of_the_dump()
    {
        Link("kmem", "0", withUnix: false);
        using ITarget target = Open("0");
        Assert.Equal(Symbols(target), Symbols(Dumps.Open("kmem")));
    }

    [Theory]
    [InlineData("7", "failed to open unix.7: No such file or directory")]
    [InlineData("nosuch", "failed to open nosuch: No such file or directory")]
    [InlineData("8", "failed to open vmcore.8: No such file or directory")]
    [InlineData("vmcore.9", "vmcore.9: ELF file, expected a kernel crash dump")]
    [InlineData("vmcore.10", "vmcore.10: ELF core file, expected a kernel crash dump")]
    public void Operand_that_cannot_be_opened_is_told(string operand, string message)
    {
        Link("kmem", "8", "unix.0", "unix.8");
        Link("kmem", "9", "unix.0", "vmcore.9");
        byte[] core = Shared.ElfSamples.Executable();
        core[16] = 4;
        File.WriteAllBytes(Path.Combine(_folder, "vmcore.10"), core);
        Assert.Equal(message, Assert.Throws<DumpException>(() => Open(operand)).Message);
    }

    [Theory]
    [InlineData("vmdump.0", "vmdump.0")]
    [InlineData("0", "vmdump.0")]
    [InlineData("dumpdev.img", "dumpdev.img")]
    public void Compressed_dump_and_image_of_a_dump_device_open_as_they_are(string operand, string path)
    {
        Link("ctx-new-vmdump", "0", "vmdump.0", "vmdump.0");
        Link("ctx-new-vmdump", "0", "dumpdev.img", "dumpdev.img");
        using ITarget target = Open(operand);
        Assert.Equal("kvm", target.Kind);
        Assert.Equal(path, target.Dump!.Path);
        Assert.Empty(target.Problems);
    }

    [Fact]
    public void Symbol_file_alone_is_an_object_without_memory()
    {
        Link("kmem", "8", "unix.0", "unix.8");
        using ITarget target = Open("unix.8");
        Assert.Equal("proc", target.Kind);
        Assert.Equal("unix.8", target.Elf!.Name);
        Assert.Equal(SymbolLookup.Found, target.Symbols.Find(null, "kas", out Symbol kas));
        Assert.Equal(0, target.Memory.Read(kas.Value, new byte[8]));
        Assert.Equal("unix.8: no segment has contents in the file: it has symbols only", Assert.Single(target.Problems).Message);
    }

    [Theory]
    [InlineData("core")]
    [InlineData("prog", "core")]
    public void Core_of_a_process_opens_alone_and_behind_its_program(params string[] operands)
    {
        byte[] bytes = Shared.ElfSamples.Executable();
        File.WriteAllBytes(Path.Combine(_folder, "prog"), bytes);
        bytes[16] = 4;
        File.WriteAllBytes(Path.Combine(_folder, "core"), bytes);
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = operands, WorkingDirectory = _folder });
        Assert.NotNull(target.Process);
    }

    [Fact]
    public void Directory_that_holds_one_dump_is_that_dump()
    {
        Link("kmem", "4");
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = [_folder] });
        Assert.Equal(_folder + "/vmcore.4", target.Dump!.Path);
    }

    [Fact]
    public void Directory_with_none_or_several_dumps_is_refused()
    {
        Assert.Equal($".: no crash dump (vmcore.N) in this directory", Assert.Throws<DumpException>(() => Open(".")).Message);
        Link("kmem", "4");
        Link("kmem", "10");
        Link("ctx-new-vmdump", "5", "vmdump.0", "vmdump.5");
        Assert.Equal(".: several crash dumps in this directory, name one of: vmcore.4 vmdump.5 vmcore.10",
            Assert.Throws<DumpException>(() => Open(".")).Message);
    }

    [Fact]
    public void File_without_the_magic_is_a_raw_file_unless_a_dump_was_asked_for()
    {
        File.WriteAllText(Path.Combine(_folder, "notes"), "some text");
        using ITarget target = Open("notes");
        Assert.Equal("raw", target.Kind);
        Assert.Equal(0x65, target.Memory.Read<byte>(3));
        Assert.Equal(3, target.Memory.Read(6, new byte[8]));
        Assert.Equal("cannot read past current end of file", target.Memory.MissingReason);
        var thrown = Assert.Throws<DumpException>(() => DumpOpener.Open(new OpenRequest { Operands = ["notes"], WorkingDirectory = _folder, Kernel = true }));
        Assert.Equal("notes: dump header is 9 bytes, expected 1912", thrown.Message);
    }

    [Fact]
    public void Dump_is_a_plain_file_where_asked()
    {
        Link("kmem", "0");
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = ["vmcore.0"], WorkingDirectory = _folder, RawFile = true });
        Assert.Equal("raw", target.Kind);
        Assert.Equal(0xdefec8ed, target.Memory.Read<uint>(0));
    }

    [Fact]
    public void Reading_by_position_gives_what_mapping_gives()
    {
        using KernelTarget mapped = Dumps.Open("kmem");
        using var positional = (KernelTarget)DumpOpener.Open(new OpenRequest { Operands = [Dumps.Unix("kmem"), Dumps.Vmcore("kmem")], NoMmap = true });
        Assert.Equal(mapped.Modules, positional.Modules);
        Assert.Equal(mapped.Registers, positional.Registers);
        Assert.Equal(Symbols(mapped), Symbols(positional));
        byte[] left = new byte[5000], right = new byte[5000];
        foreach (var module in mapped.Modules)
        {
            Assert.Equal(mapped.Memory.Read(module.ModctlAddress, left), positional.Memory.Read(module.ModctlAddress, right));
            Assert.Equal(left, right);
        }

        Assert.Empty(positional.Problems);
    }

    private ITarget Open(string operand) => DumpOpener.Open(new OpenRequest { Operands = [operand], WorkingDirectory = _folder });

    private static List<(string?, string, ulong)> Symbols(ITarget target) =>
        [.. target.Symbols.Tables.SelectMany(t => Enumerable.Range(0, t.Count).Select(i => (t.Module, t[i].Name, t[i].Value)))];

    private void Link(string dump, string suffix, bool withUnix = true)
    {
        Link(dump, suffix, "vmcore.0", "vmcore." + suffix);
        if (withUnix)
        {
            Link(dump, suffix, "unix.0", "unix." + suffix);
        }
    }

    private void Link(string dump, string suffix, string from, string to) =>
        File.CreateSymbolicLink(Path.Combine(_folder, to), Path.Combine(Conformance.DumpCache.Folder(dump), from));
}
