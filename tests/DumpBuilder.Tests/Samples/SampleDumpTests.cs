using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DumpBuilder.Tests.Samples;

/// <summary>Each sample dump is what its scenario makes. <c>MDB_GOLDEN=update</c> writes the dumps and their manifest anew.</summary>
public class SampleDumpTests
{
    private static bool Updates => Environment.GetEnvironmentVariable("MDB_GOLDEN") == "update";

    private static readonly (string Name, string Shows)[] s_samples =
    [
        ("bhyve-new", "88-byte ctxop, circular list, operators restored in reverse of saving"),
        ("bhyve-old", "80-byte ctxop with timestamps, list ends at NULL; the chain of illumos issue 12477, restored in the order of saving"),
        ("ctx-damaged", "88-byte ctxop, circular list: each way in which a list can be damaged, on a thread of its own"),
        ("upstream-old", "64-byte ctxop without timestamps, list ends at NULL"),
    ];

    public static TheoryData<string> Names => [.. s_samples.Select(static s => s.Name)];

    static SampleDumpTests()
    {
        if (Updates)
        {
            foreach ((string name, _) in s_samples)
            {
                string folder = Directory.CreateDirectory(Path.Combine(Repository.Dumps, name)).FullName;
                Build(name, Path.Combine(folder, "unix.0"), Path.Combine(folder, "vmcore.0"));
            }

            File.WriteAllText(Path.Combine(Repository.Dumps, "MANIFEST.json"), Manifest());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_what_its_scenario_makes(string name)
    {
        using var temp = new TempFolder();
        Build(name, temp.File("unix.0"), temp.File("vmcore.0"));
        foreach (string file in new[] { "unix.0", "vmcore.0" })
        {
            Assert.Equal(Hash(temp.File(file)), Hash(Path.Combine(Repository.Dumps, name, file)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_small(string name) =>
        Assert.True(new DirectoryInfo(Path.Combine(Repository.Dumps, name)).GetFiles().Sum(static f => f.Length) < 1 << 20);

    [Fact]
    public void The_manifest_says_what_is_there()
    {
        Assert.Equal(Manifest(), File.ReadAllText(Path.Combine(Repository.Dumps, "MANIFEST.json")));
        Assert.Equal(s_samples.Select(static s => s.Name), new DirectoryInfo(Repository.Dumps).GetDirectories().Select(static d => d.Name).Order(StringComparer.Ordinal));
    }

    private static void Build(string name, string unix, string vmcore) =>
        Scenario.Load(Path.Combine(Repository.Scenarios, name + ".scenario")).Write(unix, vmcore);

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static string Manifest()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach ((string name, string shows) in s_samples)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("shows", shows);
                json.WriteString("scenario", $"samples/scenarios/{name}.scenario");
                json.WriteStartObject("sha256");
                foreach (string file in new[] { "unix.0", "vmcore.0" })
                {
                    json.WriteString(file, Hash(Path.Combine(Repository.Dumps, name, file)));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n") + "\n";
    }
}
