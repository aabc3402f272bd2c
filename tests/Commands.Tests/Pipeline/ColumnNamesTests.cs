using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Tests.Pipeline;

/// <summary>What is known of the columns of a command before it runs is what its rows have.</summary>
public class ColumnNamesTests
{
    private const string Marker = "is not a column (";

    /// <summary>Those whose tables are put together while they run.</summary>
    private static readonly string[] _unknown =
        ["callout", "errorq", "findleaks", "mblk", "modhash", "obey", "queue", "stdata", "syncq", "thread", "waits"];

    [Theory]
    [InlineData("ps", "pid")]
    [InlineData("ps", "name")]
    [InlineData("ctxop", "order")]
    [InlineData("nosuch", "")]
    public void Columns_of_a_command_are_known(string dcmd, string column) =>
        Assert.Contains(column, Registry.ColumnsOf(dcmd).Split(' '));

    [Fact]
    public void Rows_have_the_columns_that_were_told()
    {
        ITarget target = SampleDumps.Open("system");
        int asked = 0;
        var wrong = new List<string>();
        foreach (string name in Registry.DcmdNames.Where(n => char.IsAsciiLetter(n[0])))
        {
            DcmdInfo info = Registry.CreateDcmd(name)!.Info;
            if (info.Address == AddressUse.Required || info.PipeOnly || info.TakesFilter)
            {
                continue;
            }

            string error = TestSession.Text($"::{name} | ::where nosuch_column == 1", target: target).Error;
            int at = error.IndexOf(Marker, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            asked++;
            string[] names = error[(at + Marker.Length)..error.IndexOf(')', at)].Split(' ');
            string[] told = Registry.ColumnsOf(name).Split(' ');
            string[] missing = [.. names.Where(n => !told.Contains(n))];
            if (missing.Length > 0 && !_unknown.Contains(name))
            {
                wrong.Add($"{name}: {string.Join(' ', missing)}");
            }
        }

        Assert.InRange(asked, 20, int.MaxValue);
        Assert.Empty(wrong);
    }
}
