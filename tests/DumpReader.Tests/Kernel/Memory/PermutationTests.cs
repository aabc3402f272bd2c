using CsCheck;
using DumpReader.Kernel.Memory;

namespace DumpReader.Tests.Kernel.Memory;

public class PermutationTests
{
    [Fact]
    public void Inverse_leads_every_number_back() => Gen.Select(Gen.Int[0, 60], Gen.Int).Sample((count, seed) =>
    {
        int[] table = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(table);
        int[] inverse = [.. table];
        Permutation.Invert(inverse);
        Assert.Equal(Enumerable.Range(0, count), table.Select(to => inverse[to]));
    });
}
