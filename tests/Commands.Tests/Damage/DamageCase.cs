using DumpReader.Bytes;

namespace Commands.Tests.Damage;

/// <summary>One file and what is done to it: cut, or some bytes changed.</summary>
/// <param name="Kind">Which part of the file it is aimed at.</param>
/// <param name="Cut">The new length; null where it keeps its own.</param>
/// <param name="Patches">Bytes to put, and where.</param>
internal sealed record DamageCase(SoundFile File, string Kind, long? Cut, IReadOnlyList<(long Offset, byte[] Bytes)> Patches)
{
    private static readonly ulong[] Odd = [0, 1, 0xff, 0x7fffffff, 0x80000000, 0xffffffff, 1UL << 32, 1UL << 40, 0x7fffffffffffffff, ulong.MaxValue, 0xfffffffffb800000];

    /// <summary>Every file cut at the boundaries of its structures.</summary>
    public static IEnumerable<DamageCase> Cuts() =>
        from file in SoundFile.All
        from boundary in file.Regions.Boundaries().DistinctBy(b => b.Length)
        select new DamageCase(file, boundary.Kind, boundary.Length, []);

    /// <summary>The case with a number: the same for the same seed, whichever others are run.</summary>
    public static DamageCase Flip(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        SoundFile[] files = [.. SoundFile.All.SelectMany(f => Enumerable.Repeat(f, f.Weight))];
        SoundFile file = files[random.Next(files.Length)];
        string kind = file.Regions.Kinds[random.Next(file.Regions.Kinds.Count)];
        IReadOnlyList<(long Offset, long Length)> parts = file.Regions[kind];
        var patches = new List<(long, byte[])>();
        using IByteSource bytes = FileOpener.Open(Path.Combine(file.Folder, file.Name), file.Name, map: true);
        for (int places = random.Next(3) == 0 ? random.Next(2, 9) : 1; places > 0; places--)
        {
            (long offset, long length) = parts[random.Next(parts.Count)];
            patches.Add(Patch(bytes, offset + random.NextInt64(length), random));
        }

        return new DamageCase(file, kind, null, patches);
    }

    /// <summary>A bit, a burst of noise, a run of one byte, or a number that is nowhere near what was there.</summary>
    private static (long Offset, byte[] Bytes) Patch(IByteSource file, long at, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                var noise = new byte[random.Next(2, 65)];
                random.NextBytes(noise);
                return (at, noise);
            case 1:
                var run = new byte[random.Next(1, 257)];
                run.AsSpan().Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xff);
                return (at, run);
            case 2:
                int size = random.Next(2) == 0 ? 4 : 8;
                return (at / size * size, BitConverter.GetBytes(Odd[random.Next(Odd.Length)])[..size]);
            default:
                var one = new byte[1];
                file.Read(at, one);
                one[0] ^= (byte)(1 << random.Next(8));
                return (at, one);
        }
    }

    public IByteSource Over(IByteSource file)
    {
        var overlay = new OverlaySource(file, Cut);
        foreach ((long offset, byte[] bytes) in Patches)
        {
            overlay.Patch(offset, bytes);
        }

        return overlay;
    }

    public override string ToString() => Cut is { } length
        ? $"{File} cut to {length} ({Kind})"
        : $"{File} with {string.Join(", ", Patches.Select(p => $"{Convert.ToHexString(p.Bytes.AsSpan(0, Math.Min(p.Bytes.Length, 16)))}{(p.Bytes.Length > 16 ? "..." : "")} at {p.Offset}"))} ({Kind})";
}
