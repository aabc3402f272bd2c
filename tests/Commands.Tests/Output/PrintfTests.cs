using System.Buffers.Binary;
using Commands.Dcmds.Core;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

public class PrintfTests
{
    private const ulong Base = 0x1000;
    private readonly byte[] _memory = new byte[0x100];
    private readonly Bench _bench = new();

    public PrintfTests() => SetUp(_bench);

    private void SetUp(Bench bench)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_memory, -2);
        BinaryPrimitives.WriteInt16LittleEndian(_memory.AsSpan(4), -3);
        BinaryPrimitives.WriteUInt64LittleEndian(_memory.AsSpan(8), Base + 0x20);
        "text"u8.CopyTo(_memory.AsSpan(0x20));
        bench.Target.Memory = new ByteSpace(Base, _memory);
        bench.Types.Add(new StructType("s", false, 0x28,
        [
            new("i", HandMadeTypes.Int, 0), new("h", HandMadeTypes.Short, 32), new("p", new PointerType(HandMadeTypes.Char), 64),
            new("c", new ArrayType(HandMadeTypes.Char, HandMadeTypes.Int, 8), 0x100), new("v", new ArrayType(HandMadeTypes.Int, HandMadeTypes.Int, 2), 0x80),
        ]));
    }

    private string Printf(string format, params string[] members) => _bench.Text(new PrintfDcmd(), Base, [format, "struct s", .. members]);

    [Theory]
    [InlineData("%d", "h", "-3\n")]
    [InlineData("%d", "i", "4294967294\n")]
    [InlineData("%u", "h", "65533\n")]
    [InlineData("%x|%X", "h,h", "fffd|FFFD\n")]
    [InlineData("%R %r", "h,h", "-3 fffd\n")]
    [InlineData("%o %q", "h,h", "177775 -3\n")]
    [InlineData("%s/%s", "c,p", "text/text\n")]
    [InlineData("[%8s][%-8s]", "c,c", "[    text][text    ]\n")]
    [InlineData("%p %p", ".,p", "1000 1020\n")]
    [InlineData("%?p|%-?p|", ".,.", "            1000|1000            |\n")]
    [InlineData("%06x%%", "h", "00fffd%\n")]
    [InlineData("%I", "i", "254.255.255.255\n")]
    [InlineData("%Y", "h", "1970 Jan  1 18:12:13\n")]
    [InlineData("%H", "h", "64.0K\n")]
    [InlineData("%A|%a", ".,.", "|0x1000\n")]
    public void Conversion_shows_the_member(string format, string members, string expected)
    {
        Assert.Equal(expected, Printf(format, members.Split(',')));
        Assert.Equal("", _bench.Errors);
        Assert.Equal(Base + 0x28, _bench.Session.Dot);
    }

    [Theory]
    [InlineData("%k", "i", "illegal format string at or near 'k' (position 2)")]
    [InlineData("ab%lx", "i", "illegal format string at or near 'l' (position 4)")]
    [InlineData("none", "i", "missing format specifiers (found 0, expected 1)")]
    [InlineData("%d %d", "i", "extra format specifiers (found 2, expected 1)")]
    [InlineData("%s", ".", "expected integer or pointer format specifier for '.'")]
    [InlineData("%x", "nosuch", "failed to find member nosuch of struct s: no such member of structure or union")]
    [InlineData("%x", "p", "expected integer type\nmdb: failed to print member 'p'")]
    [InlineData("%p", "i", "expected pointer type\nmdb: failed to print member 'i'")]
    [InlineData("%s", "i", "exepected pointer or array type\nmdb: failed to print member 'i'")]
    [InlineData("%s", "v", "string format specifier requires an array of characters\nmdb: failed to print member 'v'")]
    [InlineData("%I", "h", "expected 32-bit integer type\nmdb: failed to print member 'h'")]
    [InlineData("%N", "i", "requires argument of type in6_addr_t\nmdb: failed to print member 'i'")]
    public void Wrong_format_is_refused_with_the_words_of_mdb(string format, string member, string expected)
    {
        Printf(format, member);
        Assert.Equal($"mdb: {expected}\n", _bench.Errors);
        Assert.Equal(Status.Abort, _bench.Status);
    }

    [Fact]
    public void Missing_words_are_named()
    {
        _bench.Text(new PrintfDcmd(), Base);
        _bench.Text(new PrintfDcmd(), Base, "%d", "struct s");
        Assert.Equal("mdb: expected a format string\nmdb: at least one member must be specified\n", _bench.Errors);
        Assert.Equal(Status.Usage, _bench.Status);
    }

    [Fact]
    public void Negative_int_is_right_by_default()
    {
        var bench = new Bench(stock: false);
        SetUp(bench);
        Assert.Equal("-2\n", bench.Text(new PrintfDcmd(), Base, "%d", "struct s", "i"));
    }

    [Fact]
    public void Json_has_the_members_by_path()
    {
        Assert.Equal(
            """{"addr":"0x1000","type":"struct s","value":{"h":-3,"p":{"addr":"0x1020"},"c":"text"}}""",
            _bench.Json(new PrintfDcmd(), Base, "%d %p %s\n", "struct s", "h", "p", "c"));
    }
}
