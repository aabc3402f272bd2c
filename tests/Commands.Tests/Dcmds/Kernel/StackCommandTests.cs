using Conformance;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>What the listings of stacks are to filters, and what is left of them when time is up.</summary>
public class StackCommandTests
{
    [Fact]
    public void Rows_that_are_moved_to_the_right_have_columns()
    {
        using ITarget target = Open();
        string[] rows = TestSession.Text("::callout -V | ::select addr", target: target).Lines;
        string[] addresses = TestSession.Text("::callout -V | ::select addr | ::uniq", target: target).Lines;
        Assert.True(rows.Length > 3, string.Join('\n', rows));
        Assert.Equal(addresses, rows);
    }

    /// <summary>The scan was begun before the time was up, so what it found is shown whole.</summary>
    [Fact]
    public void Groups_that_were_found_before_the_deadline_are_all_shown()
    {
        using ITarget target = Open();
        string whole = TestSession.Text("::stacks", target: target).Out;
        Answer cut = TestSession.Run(
            session =>
            {
                session.RunText("::stacks");
                session.Options.Deadline = TimeSpan.Zero;
                session.RunText("::stacks");
            },
            "", null, null, target);
        Assert.Equal(whole + whole, cut.Out);
        Assert.Contains("mdb: partial: deadline reached", cut.Error, StringComparison.Ordinal);
    }

    private static ITarget Open() => DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("system")] });
}
