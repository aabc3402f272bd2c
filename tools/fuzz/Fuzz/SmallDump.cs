using DumpBuilder;
using DumpReader.Bytes;
using DumpReader.Targets;

namespace Fuzz;

/// <summary>The dump of <c>small.scenario</c>, in memory.</summary>
internal static class SmallDump
{
    private static readonly Lazy<(byte[] Unix, byte[] Vmcore)> Files = new(Make);

    public static string Scenario { get; } = ReadScenario();

    public static byte[] Unix => Files.Value.Unix;

    public static byte[] Vmcore => Files.Value.Vmcore;

    public static KernelTarget Open() => DumpOpener.OpenKernel(new MemorySource(Vmcore), "vmcore.0");

    /// <summary>The dump as the kernel would have written it.</summary>
    public static byte[] Vmdump(VmdumpForm form) => InFolder(folder =>
    {
        string vmcore = Path.Combine(folder, "vmcore.0"), vmdump = Path.Combine(folder, "vmdump.0");
        File.WriteAllBytes(vmcore, Vmcore);
        VmdumpFile.Write(vmcore, vmdump, form);
        return File.ReadAllBytes(vmdump);
    });

    private static (byte[] Unix, byte[] Vmcore) Make() => InFolder(folder =>
    {
        string unix = Path.Combine(folder, "unix.0"), vmcore = Path.Combine(folder, "vmcore.0");
        DumpBuilder.Scenario.Parse(Scenario).Write(unix, vmcore);
        return (File.ReadAllBytes(unix), File.ReadAllBytes(vmcore));
    });

    private static T InFolder<T>(Func<string, T> make)
    {
        string folder = Directory.CreateTempSubdirectory("mdb-fuzz-").FullName;
        try
        {
            return make(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ReadScenario()
    {
        using var reader = new StreamReader(typeof(SmallDump).Assembly.GetManifestResourceStream("small.scenario")!);
        return reader.ReadToEnd();
    }
}
