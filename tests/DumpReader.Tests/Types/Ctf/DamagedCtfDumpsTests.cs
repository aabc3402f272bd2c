using Conformance;
using DumpReader.Problems;
using DumpReader.Types;

namespace DumpReader.Tests.Types.Ctf;

/// <summary>The real-format dumps whose type information was damaged on purpose.</summary>
public class DamagedCtfDumpsTests
{
    private static (CType? Type, TypeError Error, IReadOnlyList<Problem> Problems) Look(string dump, string name)
    {
        using var opened = CrashDump.Open(DumpCache.Folder(dump));
        CType? type = opened.Types.Find(null, name, out TypeError error);
        _ = type?.Size;
        return (type, error, [.. opened.Problems]);
    }

    [Fact]
    public void A_dump_without_types_says_so()
    {
        var (type, error, _) = Look("bad-ctf-none", "kthread_t");
        Assert.Null(type);
        Assert.Equal(TypeError.NoTypes, error);
    }

    [Theory]
    [InlineData("bad-ctf-version", TypeError.NewerVersion, "MDB302", "File uses more recent CTF version")]
    [InlineData("bad-ctf-offsets", TypeError.Damaged, "MDB304", "File data structure corruption detected")]
    public void A_container_that_cannot_be_opened_is_one_problem(string dump, TypeError expected, string code, string text)
    {
        var (type, error, problems) = Look(dump, "kthread_t");
        Assert.Null(type);
        Assert.Equal(expected, error);
        Problem problem = problems[0];
        Assert.Equal(code, problem.Code);
        Assert.StartsWith("failed to load CTF data for genunix: " + text, problem.Message);
    }

    [Fact]
    public void A_typedef_that_refers_to_itself_spares_all_other_types()
    {
        using var dump = CrashDump.Open(DumpCache.Folder("bad-ctf-cycle"));
        Assert.Equal(TypeKind.Unknown, dump.Types.Find(null, "kthread_t", out _)!.Kind);
        Assert.Contains(dump.Problems, p => p.Code == "MDB307");
        Assert.Equal(944UL, dump.Types.Find(null, "struct _kthread", out _)!.Size);
        Assert.NotEmpty(dump.Threads);
    }

    [Fact]
    public void A_typedef_that_refers_past_the_end_spares_all_other_types()
    {
        using var dump = CrashDump.Open(DumpCache.Folder("bad-ctf-badref"));
        CType[] unknown = [.. dump.Types.All().Where(t => t is TypedefType && t.Resolve().Kind == TypeKind.Unknown)];
        Assert.NotEmpty(unknown);
        Assert.Contains(dump.Problems, p => p.Code == "MDB306");
        Assert.NotEmpty(dump.Threads);
    }

    [Fact]
    public void Sound_types_are_read_without_a_problem()
    {
        using var dump = CrashDump.Open(DumpCache.Folder("ctx-new"));
        CType[] all = [.. dump.Types.All()];
        Assert.Equal(3146, all.Length);
        Assert.DoesNotContain(all, t => t.Name.Contains('?'));
        Assert.DoesNotContain(dump.Problems, p => p.Code.StartsWith("MDB3", StringComparison.Ordinal));
        Assert.Equal(0x11e18UL, dump.Types.Find("vmm", "vm_t", out _)!.Size);
    }
}
