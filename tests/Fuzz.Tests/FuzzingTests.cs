using System.Globalization;
using Conformance;

namespace Fuzz.Tests;

/// <summary>
/// The targets of tools/fuzz without its fuzzer. <c>MDB_FUZZ_SECONDS</c>: how long changed inputs are tried, over all targets;
/// <c>MDB_FUZZ_SEED</c>: which.
/// </summary>
public class FuzzingTests(ITestOutputHelper output)
{
    private const int DefaultSeconds = 4;
    private const int DefaultSeed = 12477;

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    private static string Corpora => Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", "..", "tools", "fuzz", "corpus"));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Inputs_of_the_corpus_are_answered_or_refused(string name)
    {
        using FuzzTarget target = FuzzTargets.Find(name)!;
        string[] files = [.. Corpus.Files(Path.Combine(Corpora, name))];
        Assert.NotEmpty(files);
        Assert.All(files, file => target.Run(File.ReadAllBytes(file)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Changed_inputs_are_answered_or_refused(string name)
    {
        using FuzzTarget target = FuzzTargets.Find(name)!;
        int seed = Setting("MDB_FUZZ_SEED", DefaultSeed);
        TimeSpan budget = TimeSpan.FromSeconds(Setting("MDB_FUZZ_SECONDS", DefaultSeconds)) / FuzzTargets.Names.Count;
        MutationRun run = MutationRun.Of(target, Corpus.Read(Path.Combine(Corpora, name)), budget, seed);
        output.WriteLine($"{name}: seed {seed}, {run.Inputs} inputs");
        Assert.True(
            run.Failure is null,
            $"{name}: MDB_FUZZ_SEED={seed}, input {run.Inputs}: {run.Failure}\nthe input: {Convert.ToBase64String(run.Input ?? [])}");
        Assert.True(run.Inputs > 0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        IReadOnlyList<byte[]> corpus = Corpus.Read(Path.Combine(Corpora, "language"));
        Mutator one = new(corpus, 5), two = new(corpus, 5), other = new(corpus, 6);
        byte[][] first = [.. Enumerable.Range(0, 50).Select(_ => one.Next())];
        Assert.Equal(first, Enumerable.Range(0, 50).Select(_ => two.Next()));
        Assert.NotEqual(first, Enumerable.Range(0, 50).Select(_ => other.Next()));
    }

    [Fact]
    public void What_breaks_the_promise_is_found()
    {
        using var target = new BrokenTarget();
        MutationRun run = MutationRun.Of(target, ["abc"u8.ToArray()], TimeSpan.FromMinutes(1), 1);
        Assert.IsType<InvalidOperationException>(run.Failure);
        Assert.True(run.Input!.Length > 3);
        Assert.Throws<Finding>(() => target.Run([1]));
    }

    [Fact]
    public void An_input_that_reaches_something_new_is_built_upon()
    {
        GuidedRun.GiveMap();
        using var target = new DeepTarget();
        var run = new GuidedRun();
        var found = new List<byte[]>();
        run.Run(target, [[0, 0, 0, 0]], TimeSpan.FromMinutes(2), 1, found.Add, most: 1);
        Assert.Equal((run.Found, 4), (found.Count, run.Edges));
        Assert.IsType<InvalidOperationException>(Assert.Single(run.Failures.Values).Failure);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    /// <summary>Wants too much memory for one byte, and fails for more than three.</summary>
    private sealed class BrokenTarget : FuzzTarget
    {
        public override string Name => "broken";

        protected override void Exercise(byte[] input)
        {
            if (input.Length > 3)
            {
                throw new InvalidOperationException("too long");
            }

            if (input is [1])
            {
                _ = GC.AllocateUninitializedArray<byte>((512 << 20) + 1).Length;
            }
        }
    }

    /// <summary>Fails for four bytes, each of which shows on the map only when those before it are right.</summary>
    private sealed class DeepTarget : FuzzTarget
    {
        public override string Name => "deep";

        protected override unsafe void Exercise(byte[] input)
        {
            int right = 0;
            while (right < Math.Min(4, input.Length) && input[right] == "deep"[right])
            {
                right++;
            }

            for (int edge = 0; edge <= right; edge++)
            {
                SharpFuzz.Common.Trace.SharedMem[7 * edge]++;
            }

            if (right == 4)
            {
                throw new InvalidOperationException("deep");
            }
        }
    }
}
