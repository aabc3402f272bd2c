using Mdb.Editor;

namespace Mdb.Tests.Editor;

public class CandidateListTests
{
    [Fact]
    public void A_line_about_each_while_they_fit() =>
        Assert.Equal(["p_as    struct as *", "p_user  struct user"], Lines(["p_as", "p_user"], 40, 24));

    [Fact]
    public void Lines_are_cut_at_the_edge_of_the_screen() =>
        Assert.All(Lines(["p_as", "p_user"], 12, 24), line => Assert.InRange(line.Length, 1, 11));

    [Fact]
    public void More_than_the_screen_has_rows_stand_in_columns()
    {
        string[] words = [.. Enumerable.Range(10, 30).Select(i => $"word{i}")];
        IReadOnlyList<string> lines = Lines(words, 40, 10);
        Assert.Equal("word10  word16  word22  word28  word34", lines[0]);
        Assert.Equal(words, lines.SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order());
    }

    [Fact]
    public void Of_very_many_the_first_are_listed_and_the_others_counted()
    {
        IReadOnlyList<string> lines = Lines([.. Enumerable.Range(10000, 1234).Select(i => $"w{i}")], 80, 10);
        Assert.Equal("... and 234 more", lines[^1]);
    }

    [Fact]
    public void Control_characters_of_a_name_are_not_sent_to_the_terminal() =>
        Assert.DoesNotContain('\x1b', string.Concat(Lines(["a\x1b[2J", "ab"], 40, 24)));

    private static IReadOnlyList<string> Lines(string[] words, int columns, int rows) => CandidateList.Lines(
        new Candidates(0, words, word => word switch { "p_as" => "struct as *", "p_user" => "struct user", _ => null }), columns, rows, hasColor: false);
}
