using Commands.Pipeline;

namespace Commands.Tests.Pipeline;

public class PosixRegexTests
{
    [Theory]
    [InlineData("^[[:alpha:]]+$", "abc", true)]
    [InlineData("^[[:alpha:]]+$", "ab1", false)]
    [InlineData("[]x]", "]", true)]
    [InlineData("[^]]", "]", false)]
    [InlineData("a[\\]b", "a\\b", true)]
    [InlineData("a\\.c", "abc", false)]
    [InlineData("a\\dc", "adc", true)]
    [InlineData("^(svc|ssh)", "sshd", true)]
    [InlineData("x{2}", "axxb", true)]
    [InlineData("[a-c-]", "-", true)]
    public void Patterns_mean_what_POSIX_says(string pattern, string text, bool matches)
    {
        Assert.Equal(matches, PosixRegex.Create(pattern)!.IsMatch(text));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[a")]
    [InlineData("*")]
    public void A_bad_pattern_is_refused(string pattern) => Assert.Null(PosixRegex.Create(pattern));

    [Fact]
    public void A_whole_match_does_not_accept_a_part()
    {
        Assert.Matches(PosixRegex.Create("ssh|sshd", whole: true)!, "sshd");
        Assert.DoesNotMatch(PosixRegex.Create("ssh", whole: true)!, "sshd");
    }
}
