using Conformance;
using DumpReader.Bytes;
using DumpReader.Targets;
using Fuzz.Targets;

namespace Fuzz.Tests;

/// <summary>What fuzzing starts from is sound: it reaches what lies behind the checks.</summary>
public class SeedsTests
{
    private static string Path(string name) =>
        System.IO.Path.Combine(RepositoryPaths.Folder, "..", "..", "tools", "fuzz", "corpus", name);

    private static KernelTarget Open(byte[] file) => DumpOpener.OpenKernel(new MemorySource(file), "seed");

    [Fact]
    public void Seeds_that_the_program_writes_are_in_the_corpus_and_are_answered()
    {
        string folder = Directory.CreateTempSubdirectory("mdb-seeds-").FullName;
        try
        {
            Seeds.Write(folder);
            foreach (string name in FuzzTargets.Names)
            {
                using FuzzTarget target = FuzzTargets.Find(name)!;
                string[] files = [.. Corpus.Files(System.IO.Path.Combine(folder, name))];
                Assert.NotEmpty(files);
                Assert.All(files, f => target.Run(File.ReadAllBytes(f)));
                Assert.All(files, f => Assert.True(File.Exists(Path(System.IO.Path.GetRelativePath(folder, f)))));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Corpora_stay_small() =>
        Assert.All(FuzzTargets.Names, name => Assert.InRange(Corpus.Read(Path(name)).Sum(b => b.Length), 1, 200 << 10));

    [Theory]
    [InlineData("header/small", false)]
    [InlineData("vmdump/pages", true)]
    [InlineData("vmdump/old", true)]
    [InlineData("vmdump/streams", true)]
    [InlineData("vmdump/bzip2", true)]
    public void A_dump_opens_with_modules_types_and_registers(string name, bool isShort)
    {
        byte[] input = File.ReadAllBytes(Path(name));
        using KernelTarget target = Open(isShort ? VmdumpTarget.Expand(input) : input);
        Assert.Equal(["unix", "genunix"], target.Modules.Select(m => m.Name));
        Assert.Equal(80ul, target.Types.Find(null, "struct item", out _)?.Size);
        Assert.Equal(0xfffffffffb801108, target.Registers["rip"]);
        Assert.Empty(target.Problems);
    }

    [Fact]
    public void A_short_vmdump_is_made_whole_again()
    {
        byte[] file = SmallDump.Vmdump(new DumpBuilder.VmdumpForm { Encoding = DumpBuilder.VmdumpEncoding.LzjbStreams });
        Assert.Equal(file, VmdumpTarget.Expand(VmdumpTarget.Shorten(file)));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("02")]
    [InlineData("small")]
    public void A_scenario_is_built(string name)
    {
        string folder = Directory.CreateTempSubdirectory("mdb-seeds-").FullName;
        try
        {
            string vmcore = System.IO.Path.Combine(folder, "vmcore.0");
            DumpBuilder.Scenario.Parse(File.ReadAllText(Path("scenario/" + name))).Write(System.IO.Path.Combine(folder, "unix.0"), vmcore);
            using KernelTarget target = Open(File.ReadAllBytes(vmcore));
            Assert.Equal(2, target.Modules.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_core_has_threads_and_files()
    {
        byte[] input = File.ReadAllBytes(Path("core/files"));
        using CoreTarget target = ElfCoreOpener.Open(new MemorySource(input), "core", "/no/such/core", null, new OpenRequest());
        Assert.Equal([7u, 9u], target.Process.Threads.Select(t => t.Id));
        Assert.Equal("/no/such/program", target.Process.Program);
        Assert.Equal((11, 2), (target.Process.Signal, target.Process.Objects.Count));
    }
}
