using System.Diagnostics;
using System.Globalization;
using System.Text;
using Conformance;
using DumpBuilder;

namespace Bench.Compare;

/// <summary>
/// The same objects twice, byte for byte: as a crash dump with CTF (<c>unix.0</c>, <c>vmcore.0</c>) and as an ELF core (<c>core</c>) with DWARF that
/// gcc makes of the same declarations (<c>types.so</c>). The kernel is that of samples/scenarios/bhyve-new with lists of items, or that of
/// samples/scenarios/kmem with a range to search.
/// </summary>
internal sealed class Workload
{
    /// <summary>A thread of the scenario.</summary>
    public const ulong Thread = 0xfffffe5af5cc8040;

    public const ulong Needle = LargeMemory.Needle;

    private const ulong ItemSize = 64;
    private const ulong FirstList = 0xfffffe5c00000000;
    private const ulong ListStride = 0x80000000;

    /// <summary>Without a common divisor with any power of ten, so that a list meets all of its items, each far from the one before.</summary>
    private const long Leap = 7919;

    private const ulong NeedleEach = 8UL << 20;

    private readonly string _folder;

    private Workload(string folder) => _folder = folder;

    /// <summary>Lengths of the lists; empty for a dump to be searched.</summary>
    public long[] Lists { get; private init; } = [];

    /// <summary>Bytes to be searched; 0 for a dump of lists.</summary>
    public ulong Range { get; private init; }

    public int Needles => (int)(Range / NeedleEach);

    public string Unix => Path.Combine(_folder, "unix.0");

    public string Vmcore => Path.Combine(_folder, "vmcore.0");

    public string Core => Path.Combine(_folder, "core");

    public string Types => Path.Combine(_folder, "types.so");

    /// <summary>First item of the list with a number from 0.</summary>
    public static ulong Head(int list) => FirstList + ((ulong)list * ListStride);

    /// <summary>Where the range to be searched begins.</summary>
    public static ulong RangeStart => LargeMemory.Base;

    public static Workload OfLists(string folder, params long[] lists) => new Workload(folder) { Lists = lists }.Made();

    public static Workload ToSearch(string folder, ulong range) => new Workload(folder) { Range = range }.Made();

    /// <summary>Builds what is not there.</summary>
    private Workload Made()
    {
        if (File.Exists(Types))
        {
            return this;
        }

        Directory.CreateDirectory(_folder);
        var headers = new List<string>();
        DumpImage image = Scenario.Parse($"#include \"{(Range > 0 ? "kmem" : "bhyve-new")}.scenario\"\n#include \"item.h\"\n", "compare", name => Include(name, headers));
        for (int i = 0; i < Lists.Length; i++)
        {
            AddList(image, Head(i), Lists[i]);
        }

        if (Range > 0)
        {
            LargeMemory.AddRange(image, Range, NeedleEach);
        }

        image.Write(Unix, Vmcore);
        image.WriteCore(Core);
        Compile(headers);
        return this;
    }

    private static void AddList(DumpImage image, ulong head, long count) => image.AddObjects("struct item", head, count, (i, item) =>
    {
        long next = (i + Leap) % count;
        item.Set("i_next", next == 0 ? 0 : head + ((ulong)next * ItemSize));
        item.Set("i_id", (ulong)i);
        item.Set("i_state", (ulong)(i % 7));
        item.Set("i_pri", (ulong)(i % 100));
        item.SetText("i_name", string.Create(CultureInfo.InvariantCulture, $"item-{i}"));
    });

    private static string? Include(string name, List<string> headers)
    {
        string path = name == "item.h"
            ? Path.Combine(RepositoryPaths.Folder, "..", "..", "bench", "Bench", "Compare", name)
            : Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "scenarios", name);
        if (name.EndsWith(".h", StringComparison.Ordinal))
        {
            headers.Add(Path.GetFullPath(path));
        }

        return File.ReadAllText(path);
    }

    /// <summary>Without gcc there is nothing to compare with; <see cref="Types"/> stays absent.</summary>
    private void Compile(List<string> headers)
    {
        string source = Path.Combine(_folder, "types.c");
        var text = new StringBuilder();
        foreach (string header in headers.OrderBy(static h => !h.EndsWith("types.h", StringComparison.Ordinal)))
        {
            text.Append(CultureInfo.InvariantCulture, $"#import \"{header}\"\n");
        }

        File.WriteAllText(source, text.ToString());
        string samples = Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "scenarios"));
        string[] arguments = ["-g", "-w", "-fno-eliminate-unused-debug-types", "-shared", "-nostdlib", "-I", samples, "-o", Types, source];
        using Process? gcc = Tools.Find("gcc") is { } path ? Process.Start(path, arguments) : null;
        gcc?.WaitForExit();
    }
}
