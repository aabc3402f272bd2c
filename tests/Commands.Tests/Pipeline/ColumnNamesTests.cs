using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Tests.Pipeline;

/// <summary>What is known of the columns of a command before it runs is what its rows have.</summary>
public class ColumnNamesTests
{
    private const string Marker = "is not a column (";

    [Theory]
    [InlineData("ps", "pid")]
    [InlineData("ps", "name")]
    [InlineData("ctxop", "order")]
    [InlineData("nosuch", "")]
    public void Columns_of_a_command_are_known(string dcmd, string column) =>
        Assert.Contains(column, Registry.ColumnsOf(dcmd).Split(' '));

    [Theory]
    [InlineData("ps")]
    [InlineData("cpuinfo")]
    [InlineData("ctxop")]
    [InlineData("dcmds")]
    [InlineData("devnames")]
    [InlineData("walkers")]
    public void Rows_have_the_columns_that_were_told(string name)
    {
        ITarget target = SampleDumps.Open("system");
        string error = TestSession.Text($"::{name} | ::where nosuch_column == 1", target: target).Error;
        int at = error.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(at >= 0, error);
        string[] names = error[(at + Marker.Length)..error.IndexOf(')', at)].Split(' ');
        Assert.Subset(new HashSet<string>(Registry.ColumnsOf(name).Split(' ')), new HashSet<string>(names));
    }
}
