using DumpReader.Bytes;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>
/// The reader alone, damaged in each table of one file by its fields: it opens and answers, or is refused in one line; in time. What commands
/// say of every damaged dump is tried by the suite of Commands.Tests/Damage.
/// </summary>
public class DamagedFieldTests
{
    [Fact]
    public void Dump_cut_at_any_boundary_of_a_structure_answers_or_is_refused()
    {
        using KernelTarget sound = Dumps.Open("kmem");
        DumpHeader header = sound.Header;
        long[] boundaries =
        [
            0, 1, 4, 8, 12, 16, 24, 56, 1341, 1598, 1800, 1808, 1824, 1905, DumpHeader.Size - 1, DumpHeader.Size,
            header.Ksyms, header.Ksyms + 64, header.Ksyms + 176, header.Ksyms + 432, header.Ksyms + 464, header.Ksyms + header.KsymsSize,
            header.PfnTable, header.PfnTable + 8, header.PfnTable + (8 * header.PageCount),
            header.Map, header.Map + 40, header.Map + (40 * (header.HashMask + 1)),
            header.Data, header.Data + 1, header.Data + 4096, header.Data + (4096 * header.PageCount / 2), header.Data + (4096 * header.PageCount) - 1,
        ];
        int opened = 0;
        foreach (long length in boundaries)
        {
            using KernelTarget? target = Dumps.TryOpen(new OverlaySource(Dumps.File("kmem"), length));
            if (target is not null)
            {
                opened++;
                Assert.Contains(target.Problems, p => p.Code == "MDB121");
                Dumps.Exercise(target);
            }
        }

        Assert.Equal(6, opened);
    }

    [Theory]
    [InlineData("header", 150)]
    [InlineData("ksyms", 100)]
    [InlineData("pfn", 40)]
    [InlineData("map", 60)]
    [InlineData("memory", 100)]
    public void Dump_with_flipped_bits_answers_or_is_refused(string area, int rounds)
    {
        using KernelTarget sound = Dumps.Open("kmem");
        DumpHeader header = sound.Header;
        (long start, long length) = area switch
        {
            "header" => (0L, DumpHeader.Size),
            "ksyms" => (header.Ksyms, Math.Min(header.KsymsSize, 2000)),
            "pfn" => (header.PfnTable, 8 * header.PageCount),
            "map" => (header.Map, 40 * (header.HashMask + 1)),
            _ => (header.Data, 4096 * header.PageCount),
        };
        var random = new Random(12477);
        var bytes = new byte[64];
        for (int round = 0; round < rounds; round++)
        {
            var damaged = new OverlaySource(Dumps.File("kmem"));
            for (int flips = area is "map" or "memory" ? 200 : 1; flips > 0; flips--)
            {
                long at = start + random.NextInt64(length);
                damaged.Read(at, bytes.AsSpan(0, 1));
                bytes[0] ^= (byte)(1 << random.Next(8));
                damaged.Patch(at, bytes.AsSpan(0, 1));
            }

            using KernelTarget? target = Dumps.TryOpen(damaged);
            if (target is not null)
            {
                Dumps.Exercise(target);
            }
        }
    }
}
