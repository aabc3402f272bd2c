using System.Text;
using Conformance;
using DumpReader;

namespace DumpReader.Tests.Kernel;

/// <summary>The sample of the README: it must compile as it stands there.</summary>
public class LibrarySampleTests
{
    private static string ListContextOperators(string path)
    {
        var output = new StringBuilder();
        using var dump = CrashDump.Open(path);
        foreach (var t in dump.Threads)
        {
            foreach (var op in t.ContextOps)
            {
                output.AppendLine($"{t.Command}: operator {op.Number} at {op.Address:x} saves with {op.Save:x}");
            }
        }

        return output.ToString();
    }

    [Fact]
    public void The_sample_lists_the_operators_of_every_thread()
    {
        string list = ListContextOperators(DumpCache.Folder("ctx-old-upstream"));
        Assert.Equal(5, list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("bhyve: operator 1 at fffffe5afd912488 saves with fffffffff78f8000", list);
    }

    [Fact]
    public void Members_are_reached_by_path()
    {
        using var dump = CrashDump.Open(DumpCache.Folder("ctx-new"));
        var t = dump.Threads.First(t => t.ContextOps.Count == 5);
        Assert.Equal("bhyve", t.Value["t_procp->p_user.u_comm"].AsString());
        Assert.Equal(t.ContextOps[1].Address, t.Value["t_ctx->next"].AsUInt64());
        Assert.Equal(29876L, t.Process!.Id);
        Assert.StartsWith("/usr/sbin/bhyve -c 4", t.Process.Arguments);
    }
}
