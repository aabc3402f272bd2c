namespace Commands.Tests.Dcmds.Core;

/// <summary>Logging a session to a file.</summary>
public class LogTests
{
    [Theory]
    [InlineData("::log session.log")]
    [InlineData("$>session.log")]
    public void A_log_holds_what_was_said_from_its_start_to_its_end(string start)
    {
        string folder = Directory.CreateTempSubdirectory("mdb-log-").FullName;
        try
        {
            Answer answer = TestSession.Script($"1=X\n{start}\n2=X\n::log -d\n3=X\n", options => options.WorkingFolder = folder);
            Assert.Equal("", answer.Error);
            string log = File.ReadAllText(Path.Combine(folder, "session.log"));
            Assert.Contains("2  ", log, StringComparison.Ordinal);
            Assert.DoesNotContain("1  ", log, StringComparison.Ordinal);
            Assert.DoesNotContain("3  ", log, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Ending_a_log_that_is_not_kept_is_refused() =>
        Assert.Equal("mdb: no log is active\nmdb: logging is already disabled\n", TestSession.Script("::log\n::log -d\n").Error);
}
