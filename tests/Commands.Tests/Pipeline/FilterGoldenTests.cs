using System.Text;
using Commands.Pipeline;
using Conformance;

namespace Commands.Tests.Pipeline;

/// <summary>
/// The statements of Golden/filters.txt and what they give as text, JSON and CSV, which stands beside them. <c>MDB_GOLDEN=update</c>
/// writes the answers anew.
/// </summary>
public class FilterGoldenTests
{
    private static readonly string _folder = Path.Combine(RepositoryPaths.Folder, "..", "Commands.Tests", "Golden");

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("csv")]
    public void Statements_give_the_answers_that_are_kept(string form)
    {
        OutputForm shown = Enum.Parse<OutputForm>(form, ignoreCase: true);
        var answers = new StringBuilder();
        foreach (string line in File.ReadLines(Path.Combine(_folder, "filters.txt")))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            Answer answer = TestSession.Text(line[(blank + 1)..], o => o.Form = shown, target: SampleDumps.Open(line[..blank]));
            answers.Append("> ").Append(line).Append('\n').Append(answer.Out).Append(answer.Error);
        }

        string kept = Path.Combine(_folder, $"filters.{form}");
        if (Environment.GetEnvironmentVariable("MDB_GOLDEN") == "update")
        {
            File.WriteAllText(kept, answers.ToString());
        }

        Assert.Equal(File.ReadAllText(kept), answers.ToString());
    }
}
