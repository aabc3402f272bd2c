using Commands.Dcmds.Core;
using Commands.Pipeline;
using Commands.Tests.Fakes;

namespace Commands.Tests.Output;

public class DumpTests
{
    private readonly Bench _bench = new();

    public DumpTests()
    {
        byte[] bytes = new byte[0x80];
        bytes.AsSpan(0, 4).Fill(0xff);
        bytes[4] = 7;
        "hello"u8.CopyTo(bytes.AsSpan(8));
        _bench.Target.Memory = new ByteSpace(0x1000, bytes);
    }

    private string[] Dump(ulong address, params object[] words) => _bench.Text(new DumpDcmd(), address, words).Split('\n');

    [Fact]
    public void Heading_marks_the_column_of_the_address()
    {
        string[] lines = Dump(0x1005, "-l", "3");
        Assert.Equal("        0 1 2 3  4\\/ 6 7  8 9 a b  c d e f  01234v6789abcdef", lines[0]);
        Assert.Equal("1000:  ffffffff 07000000 68656c6c 6f000000  ........hello...", lines[1]);
        Assert.Equal(0x1008UL, _bench.Session.Dot);
    }

    [Fact]
    public void Single_bytes_leave_a_gap_after_eight()
    {
        string[] lines = Dump(0x1000, "-g1");
        Assert.Equal("       \\/  1  2  3  4  5  6  7   8  9  a  b  c  d  e  f  v123456789abcdef", lines[0]);
        Assert.Equal("1000:  ff ff ff ff 07 00 00 00  68 65 6c 6c 6f 00 00 00  ........hello...", lines[1]);
    }

    [Theory]
    [InlineData("-e -g 8", "1000:  00000007ffffffff 0000006f6c6c6568")]
    [InlineData("-e -g 2", "1000:  ffff ffff 0007 0000 6568 6c6c 006f 0000")]
    [InlineData("-eg3", "1000:  ffffffff 00000007 6c6c6568 0000006f")]
    public void Flipped_groups_are_numbers_without_heading_and_text(string options, string expected) =>
        Assert.Equal([expected, ""], Dump(0x1000, options.Split(' ')));

    [Fact]
    public void Trimmed_dump_shows_only_what_was_asked_for() =>
        Assert.Equal("1000:           07000000 68" + new string(' ', 21) + "....h       ", Dump(0x1004, "-tl", "5")[1]);

    [Fact]
    public void Equal_lines_are_squeezed_but_for_the_last() =>
        Assert.Equal(
            ["1010:  00000000 00000000 00000000 00000000", "*", "1040:  00000000 00000000 00000000 00000000", ""],
            Dump(0x1010, "-qsl", "40")[1..]);

    [Fact]
    public void Relative_addresses_begin_at_0() =>
        Assert.Equal("0:  6c6c6f00 00000000 00000000 00000000", Dump(0x100a, "-rq")[1]);

    [Fact]
    public void Lines_before_the_hole_are_shown()
    {
        string[] lines = Dump(0x1070, "-ql", "20");
        Assert.Equal("1070:  00000000 00000000 00000000 00000000", lines[1]);
        Assert.Equal("", lines[2]);
        Assert.Equal("mdb: failed to read data at 0x1080: no mapping for address\n", _bench.Errors);
        Assert.Equal(Status.Error, _bench.Status);
        Assert.True(_bench.LastRun!.IsPartial);
    }

    [Theory]
    [InlineData("-w0")]
    [InlineData("-w11")]
    [InlineData("-g0")]
    [InlineData("-fp")]
    [InlineData("20")]
    public void Bad_options_are_a_usage_error(string options)
    {
        Dump(0x1000, options);
        Assert.Equal(Status.Usage, _bench.Status);
    }

    [Fact]
    public void Json_has_an_object_a_line() =>
        Assert.Equal("""{"addr":"0x1000","hex":"ffffffff0700000068656c6c6f000000"}""", _bench.Json(new DumpDcmd(), 0x1000));
}
