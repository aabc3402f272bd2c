namespace Commands.Tests.Damage;

/// <summary>
/// Any file, any bytes: an answer or a clear message, in time. docs/RELIABILITY.md says how to run more cases than the few that are run each
/// time, and how to repeat one.
/// </summary>
public class DamageTests
{
    /// <summary>Cases of each kind that are run each time.</summary>
    private const int Usual = 100;

    private readonly int _seed = DamageSuite.Setting("MDB_DAMAGE_SEED", 12477);
    private readonly int _count = DamageSuite.Setting("MDB_DAMAGE_CASES", Usual);
    private readonly int _from = DamageSuite.Setting("MDB_DAMAGE_FROM", 0);

    [Fact]
    public void A_dump_cut_at_a_boundary_of_a_structure_answers_or_is_refused_and_says_what_is_missing()
    {
        DamageCase[] all = [.. DamageCase.Cuts()];
        int[] numbers = [.. Enumerable.Range(0, all.Length)];
        if (_count < all.Length)
        {
            new Random(_seed).Shuffle(numbers);
        }

        Run(numbers.Skip(_from).Take(_count), number => all[number]);
    }

    [Fact]
    public void A_dump_with_changed_bytes_answers_or_is_refused() =>
        Run(Enumerable.Range(_from, _count), number => DamageCase.Flip(_seed, number));

    private void Run(IEnumerable<int> numbers, Func<int, DamageCase> find)
    {
        var suite = new DamageSuite();
        foreach (int number in numbers)
        {
            suite.Run(find(number), number);
        }

        string summary = $"seed {_seed}: {suite.Summary()}";
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        DamageSuite.Write(summary);
        Assert.True(suite.Findings.Count == 0, $"{summary}\n{string.Join("\n", suite.Findings.Take(20))}");
    }
}
