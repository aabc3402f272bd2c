using System.Buffers.Binary;
using Commands.Language;
using Commands.Pipeline;
using Commands.Pipeline.Formats;
using Commands.Tests.Fakes;

namespace Commands.Tests.Output;

public class FormatVerbTests
{
    private const ulong Base = 0xfffffffffbc0a198;
    private readonly Bench _bench = new();

    public FormatVerbTests()
    {
        byte[] bytes = new byte[0x40];
        "SunOS"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x20), Base);
        _bench.Target.Memory = new ByteSpace(Base, bytes);
        _bench.Target.Symbols.Add("utsname", Base, size: 0x40);
    }

    private static FormatItem[] List(string text)
    {
        var items = new List<FormatItem>();
        int count = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                count = (count * 10) + (c - '0');
                continue;
            }

            items.Add(new FormatItem(count == 0 ? 1 : count, c));
            count = 0;
        }

        return [.. items];
    }

    private string Value(ulong value, string letters) => _bench.Text(new FormatVerb(FormatSpace.Value, List(letters)), value);

    private string At(ulong address, string letters) => _bench.Text(new FormatVerb(FormatSpace.Virtual, List(letters)), address);

    [Theory]
    [InlineData(0x1ffUL, "b", "0377    ")]
    [InlineData(0x41UL, "B", "41      ")]
    [InlineData(9UL, "C", "\\t")]
    [InlineData(0xffffUL, "d", "-1      ")]
    [InlineData(0xffffffffUL, "D", "-1              ")]
    [InlineData(ulong.MaxValue, "e", "-1                   ")]
    [InlineData(ulong.MaxValue, "E", "18446744073709551615 ")]
    [InlineData(0x3fc00000UL, "f", "+1.5000000e+00")]
    [InlineData(0x7ff0000000000000UL, "F", "+Infinity")]
    [InlineData(ulong.MaxValue, "F", "-NaN")]
    [InlineData(ulong.MaxValue, "g", "-1                      ")]
    [InlineData(8UL, "G", "10                     ")]
    [InlineData(0x1234UL, "h", "3412    ")]
    [InlineData(0x12345678UL, "H", "78563412        ")]
    [InlineData(0x12UL, "J", "12              ")]
    [InlineData(ulong.MaxValue, "K", "ffffffffffffffff ")]
    [InlineData(8UL, "o", "010     ")]
    [InlineData(8UL, "O", "010             ")]
    [InlineData(0xffffUL, "q", "0-1     ")]
    [InlineData(0xffffffffUL, "Q", "0-1             ")]
    [InlineData(0x8000000000000001UL, "R", "1000000000000000000000000000000000000000000000000000000000000001")]
    [InlineData(5UL, "R", "101")]
    [InlineData(0xffffUL, "u", "65535   ")]
    [InlineData(0xffffffffUL, "U", "4294967295      ")]
    [InlineData(0xffUL, "v", "-1      ")]
    [InlineData(0xffUL, "V", "255     ")]
    [InlineData(0xffUL, "w", "ff      ")]
    [InlineData(0xffUL, "W", "ff              ")]
    [InlineData(0xffUL, "x", "ff      ")]
    [InlineData(0x5b2bc4b7UL, "Y", "2018 Jun 21 15:31:03    ")]
    [InlineData(0x5b2bc4b7UL, "y", "2018 Jun 21 15:31:03    ")]
    [InlineData(5UL, "p", "5                  ")]
    [InlineData(5UL, "X+X", "5               5               ")]
    [InlineData(5UL, "XrX", "5                5               ")]
    public void Value_is_shown_behind_the_margin(ulong value, string letters, string expected)
    {
        Assert.Equal(new string(' ', 16) + expected + "\n", Value(value, letters));
        Assert.Equal("", _bench.Errors);
    }

    [Fact]
    public void String_and_label_of_a_value_begin_in_column_0()
    {
        Assert.Equal("cba\n", Value(0x616263, "s"));
        Assert.Equal("utsname:        \n", Value(Base, "a"));
        Assert.Equal("5:              \n", Value(5, "a"));
        Assert.Equal(" \n", Value(5, "t"));
    }

    [Fact]
    public void Picture_draws_an_arm_for_each_bit()
    {
        string[] lines = Value(0x400000001, "j").Split('\n');
        Assert.Equal("                10000000000000000000000000000000001", lines[0]);
        Assert.Equal("                |                                 |", lines[1]);
        Assert.Equal("                |                                 +-- bit 0  mask 0x000000001", lines[2]);
        Assert.Equal("                +------------------------------------ bit 34 mask 0x400000000", lines[3]);
        Assert.Equal("                0\n", Value(0, "j"));
    }

    [Fact]
    public void Unknown_letter_is_reported_and_the_rest_runs()
    {
        Assert.Equal("                5               5               \n", Value(5, "XkX"));
        Assert.Equal("mdb: invalid format character -- 'k'\n", _bench.Errors);
        Assert.Equal(Status.Ok, _bench.Status);
    }

    [Fact]
    public void Symbol_line_and_label_stand_before_memory()
    {
        Assert.Equal("utsname:\nutsname:        4f6e7553        \n", At(Base, "X"));
        Assert.Equal("utsname+1:      u\n", At(Base + 1, "C"));
        Assert.Equal(1UL, _bench.Session.Increment);
        Assert.Equal((ulong)'u', _bench.Session.LastValue);
    }

    [Fact]
    public void Long_label_occupies_two_fields()
    {
        _bench.Target.Memory = new ByteSpace(0xfffffe5afd912488, new byte[64]);
        Assert.Equal("0xfffffe5afd912488:             0               \n", At(0xfffffe5afd912488, "X"));
    }

    [Fact]
    public void Words_wrap_four_to_a_line()
    {
        const string expected = """
            utsname:
            utsname:        4f6e7553        53              0               0
                            0               0               0               0
                            fbc0a198        
            """;
        Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", At(Base, "9X"));
    }

    [Theory]
    [InlineData('E', 3)]
    [InlineData('J', 4)]
    [InlineData('b', 8)]
    [InlineData('B', 8)]
    [InlineData('V', 8)]
    [InlineData('R', 1)]
    [InlineData('p', 3)]
    public void Line_holds_as_many_items_as_fit(char letter, int perLine)
    {
        string[] lines = Value(5, $"24{letter}").Split('\n');
        Assert.Equal(Enumerable.Repeat(perLine, 24 / perLine), lines[..^1].Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.All(lines[..^1], l => Assert.InRange(l.Length, 0, 80));
    }

    [Fact]
    public void Sixteen_digits_take_a_wider_field()
    {
        string[] lines = Value(ulong.MaxValue, "4J").Split('\n');
        Assert.Equal(16 + (3 * 17), lines[0].Length);
        Assert.Equal(new string(' ', 16) + "ffffffffffffffff ", lines[1]);
    }

    [Fact]
    public void Caret_goes_back_by_the_last_item()
    {
        Assert.Equal("utsname:\nutsname:        4f6e7553        1332639059      7553    \n", At(Base, "X^D^x"));
        Assert.Equal(2UL, _bench.Session.Increment);
    }

    [Fact]
    public void Repeated_strings_are_separated()
    {
        Assert.Equal("utsname:\nutsname:        SunOS\\0\\0\n", At(Base, "3s"));
        Assert.Equal(8UL, _bench.Session.Increment);
    }

    [Fact]
    public void Unmapped_memory_leaves_the_label_and_a_message()
    {
        Assert.Equal("0x1000:         \n", At(0x1000, "X"));
        Assert.Equal("mdb: failed to read data from target: no mapping for address\n", _bench.Errors);
        Assert.Equal(Status.Ok, _bench.Status);
        Assert.True(_bench.LastRun!.IsPartial);
    }

    [Fact]
    public void Escaped_character_at_unmapped_memory_is_silent()
    {
        Assert.Equal("0x1000:         \n", At(0x1000, "C"));
        Assert.Equal("", _bench.Errors);
        Assert.Equal(0UL, _bench.Session.Increment);
    }

    [Fact]
    public void Pipe_gets_values_and_no_label()
    {
        string text = _bench.Pipe(new FormatVerb(FormatSpace.Virtual, List("X")), Base);
        Assert.Equal("4f6e7553", text.Trim());
        Assert.Equal(0x4f6e7553UL, Assert.Single(_bench.Items).Bits);
    }

    [Fact]
    public void Json_has_address_letter_and_value()
    {
        Assert.Equal("""{"addr":"0xfffffffffbc0a198","format":"X","value":1332639059}""", _bench.Json(new FormatVerb(FormatSpace.Virtual, List("X")), Base));
        Assert.Equal("""{"format":"D","value":-1}""", _bench.Json(new FormatVerb(FormatSpace.Value, List("D")), 0xffffffff));
        Assert.Equal("""{"addr":"0xfffffffffbc0a1b8","format":"p","value":{"addr":"0xfffffffffbc0a198","symbol":"utsname"}}""",
            _bench.Json(new FormatVerb(FormatSpace.Virtual, List("p")), Base + 0x20));
    }

    [Fact]
    public void Text_between_quotes_is_shown()
    {
        var verb = new FormatVerb(FormatSpace.Value, [new FormatItem(1, 'D'), new FormatItem("is five")]);
        Assert.Equal("                5               is five\n", _bench.Text(verb, 5));
    }
}
