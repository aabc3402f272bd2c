using Commands.Pipeline;

namespace Commands.Tests.Dcmds;

/// <summary>Every example in the help of every command, on every sample dump, in each way of asking.</summary>
public partial class ExampleTests
{
    public static TheoryData<string, string> Examples() =>
        new(All().SelectMany(_ => SampleDumps.Names, (example, dump) => (dump, example)));

    /// <summary>Without those that have bare words behind a pipe, which stock rules do not know.</summary>
    public static TheoryData<string, string> StockExamples() =>
        new(All().Where(e => !BareWord().IsMatch(e)).SelectMany(_ => SampleDumps.Names, (example, dump) => (dump, example)));

    /// <summary>Without those that end by asking for another form.</summary>
    public static TheoryData<string, string> JsonExamples() =>
        new(All().Where(e => !e.EndsWith("csv", StringComparison.Ordinal)).SelectMany(_ => SampleDumps.Names, (example, dump) => (dump, example)));

    public static TheoryData<string> EveryExample() => new(All());

    /// <summary>Examples that need a shell, which a test has none of, are left out.</summary>
    private static IEnumerable<string> All() => Registry.DcmdNames
        .SelectMany(name => Registry.CreateDcmd(name)!.Info.Examples).Where(e => !e.Contains(" ! ", StringComparison.Ordinal)).Distinct();

    [Theory]
    [MemberData(nameof(EveryExample))]
    public void An_example_gives_output_on_some_dump(string example)
    {
        Answer[] answers = [.. SampleDumps.Names.Select(dump => TestSession.Script(example + "\n", target: SampleDumps.Open(dump)))];
        Assert.True(answers.Any(a => a.Out.Length > 0) || SaysNothing(example), $"{example}: {answers[0].Error}");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_ends_without_an_error_of_ours(string dump, string example)
    {
        Answer answer = TestSession.Script(example + "\n", target: SampleDumps.Open(dump));
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(StockExamples))]
    public void An_example_is_understood_by_stock_rules(string dump, string example)
    {
        Answer answer = TestSession.Script(example + "\n", TestSession.Stock, target: SampleDumps.Open(dump));
        Assert.DoesNotContain("internal error", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("syntax error", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(JsonExamples))]
    public void An_example_in_JSON_is_one_object_a_line(string dump, string example)
    {
        Answer answer = TestSession.Script(example + "\n", o => o.Json = true, target: SampleDumps.Open(dump));
        Assert.All(answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => System.Text.Json.JsonDocument.Parse(line).Dispose());
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\| [a-z]")]
    private static partial System.Text.RegularExpressions.Regex BareWord();

    /// <summary>Settings change something without a word, and a list may be empty.</summary>
    private static bool SaysNothing(string example) =>
        example.StartsWith("::set ", StringComparison.Ordinal) || example is "::typedef -l" or "::problems" or "::xdata" or "5>x; ::unset x"
        || example.Contains("unsetenv", StringComparison.Ordinal);
}
