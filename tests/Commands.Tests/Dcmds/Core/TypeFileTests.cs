namespace Commands.Tests.Dcmds.Core;

/// <summary>Types made by hand, written to a CTF file and read again.</summary>
public sealed class TypeFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Types_come_back_as_they_were_written()
    {
        const string node = "struct node { int a; char *name; struct node *next; long v[4]; }";
        Answer answer = TestSession.Script($"::typedef -c LP64\n::typedef \"{node}\" node_t\n::typedef -w {_file}\n::typedef -d\n"
            + $"::sizeof node_t\n::typedef -r {_file}\n::print -at node_t\n");
        Assert.Contains("node_t", answer.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["0 node_t", "0 int a", "8 char *name", "10 struct node *next", "18 long [4] v"], answer.Lines[^5..]);
    }

    [Fact]
    public void A_type_that_is_known_stays_as_it_is()
    {
        Answer answer = TestSession.Script($"::typedef -c LP64\n::typedef int t\n::typedef -w {_file}\n::typedef -d\n"
            + $"::typedef -c LP64\n::typedef long t\n::typedef -r {_file}\n::sizeof t\n");
        Assert.Equal("sizeof (t) = 8", answer.Lines[^1]);
    }

    [Theory]
    [InlineData("no ctf at all", "Buffer does not contain CTF data")]
    [InlineData("", "Buffer does not contain CTF data")]
    public void A_file_without_types_is_refused(string content, string reason)
    {
        File.WriteAllText(_file, content);
        Answer answer = TestSession.Text($"::typedef -r {_file}");
        Assert.Contains(reason, answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Status);
    }

    [Fact]
    public void A_file_cut_anywhere_is_read_or_refused()
    {
        TestSession.Script($"::typedef -c LP64\n::typedef \"struct {{ int a; long b; }}\" t\n::typedef -w {_file}\n");
        byte[] whole = File.ReadAllBytes(_file);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(_file, whole[..length]);
            Assert.DoesNotContain("internal error", TestSession.Text($"::typedef -r {_file}").Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Assert.Equal("mdb: failed to open /nonexistent/x: No such file or directory\n", TestSession.Text("::typedef -r /nonexistent/x").Error);
    }
}
