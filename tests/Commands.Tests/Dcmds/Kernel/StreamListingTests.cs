using Conformance;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Kernel;

public class StreamListingTests
{
    [Fact]
    public void Rows_with_flags_below_them_have_columns()
    {
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("system")] });
        string[] all = TestSession.Text("::stdata -q", target: target).Lines;
        string[] chosen = TestSession.Text("::stdata -v | ::where pushcnt >= 0 | ::select addr", target: target).Lines;
        Assert.NotEmpty(all);
        Assert.Equal(all.Select(line => "0x" + line.TrimStart('0')), chosen[^all.Length..]);
    }
}
