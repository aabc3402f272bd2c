using Commands.Pipeline;
using Conformance;
using DumpReader.Bytes;
using DumpReader.Targets;

namespace Commands.Tests.Damage;

/// <summary>A file of a sample or conformance dump, as it is before anything is done to it.</summary>
/// <param name="Dump">Folder of the dump.</param>
/// <param name="Name">The file in it that is damaged.</param>
/// <param name="Operands">What is opened.</param>
internal sealed record SoundFile(string Dump, string Name, IReadOnlyList<string> Operands)
{
    private readonly Lazy<Regions> _regions = new(() => new Regions());

    /// <summary>Every file of every dump. Of files that can be opened by themselves, each is.</summary>
    public static IReadOnlyList<SoundFile> All { get; } = [.. Folders().SelectMany(Files)];

    public string Folder => Dump.StartsWith("samples/", StringComparison.Ordinal)
        ? Path.Combine(RepositoryPaths.Folder, "../../samples/dumps", Dump["samples/".Length..])
        : DumpCache.Folder(Dump);

    /// <summary>How often it is chosen: small dumps take less time and have more of their bytes in use.</summary>
    public int Weight => Dump.StartsWith("samples/", StringComparison.Ordinal) ? 6 : Dump is "many" or "system" or "kmem-debug" ? 1 : Name.StartsWith("unix", StringComparison.Ordinal) ? 1 : 3;

    /// <summary>The parts of the file that mean something.</summary>
    public Regions Regions
    {
        get
        {
            Regions regions = _regions.Value;
            lock (regions)
            {
                if (regions.IsEmpty)
                {
                    RegionFinder.Fill(regions, this);
                }
            }

            return regions;
        }
    }

    public ITarget Open(Func<IByteSource, IByteSource>? over = null) => DumpOpener.Open(new OpenRequest
    {
        Operands = Operands,
        WorkingDirectory = Folder,
        Over = over is null ? null : (name, file) => name == Name ? over(file) : file,
    });

    private static IEnumerable<string> Folders() =>
        Directory.EnumerateDirectories(Path.Combine(RepositoryPaths.Folder, "../../samples/dumps")).Select(d => "samples/" + Path.GetFileName(d))
            .Order(StringComparer.Ordinal).Concat(DumpCache.Names());

    private static IEnumerable<SoundFile> Files(string dump)
    {
        string folder = new SoundFile(dump, "", []).Folder;
        foreach (string name in Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal))
        {
            bool hasSymbols = File.Exists(Path.Combine(folder, "unix.0"));
            if (name.StartsWith("vmcore.", StringComparison.Ordinal))
            {
                yield return new SoundFile(dump, name, hasSymbols ? ["unix.0", name] : [name]);
            }
            else if (name.StartsWith("unix.", StringComparison.Ordinal))
            {
                yield return new SoundFile(dump, name, [name, "vmcore.0"]);
            }
            else if (name.StartsWith("vmdump.", StringComparison.Ordinal) || name.EndsWith(".img", StringComparison.Ordinal))
            {
                yield return new SoundFile(dump, name, [name]);
            }
        }
    }

    public override string ToString() => $"{Dump}/{Name}";
}
