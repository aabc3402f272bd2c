using System.Text;
using Commands.Output;

namespace Commands.Tests.Output;

public class MdbWriterTests
{
    private static string Written(Action<MdbWriter> write, Action<MdbWriter>? set = null)
    {
        using var stream = new MemoryStream();
        using var writer = new MdbWriter(stream) { TimeZone = TimeZoneInfo.Utc };
        set?.Invoke(writer);
        write(writer);
        writer.Flush();
        return Encoding.Latin1.GetString(stream.ToArray());
    }

    private static void Wrapping(MdbWriter writer) => (writer.Autowrap, writer.Margin) = (true, 16);

    [Theory]
    [InlineData("%x", 0x1234UL, "1234")]
    [InlineData("%#x", 7UL, "0x7")]
    [InlineData("%#x", 0UL, "0")]
    [InlineData("%lX", 0xabcdefUL, "ABCDEF")]
    [InlineData("%#lr", 7UL, "7")]
    [InlineData("%#lr", 10UL, "0xa")]
    [InlineData("%lr", 10UL, "a")]
    [InlineData("%?p|", 0xfffffffffbc00000UL, "fffffffffbc00000|")]
    [InlineData("%?p|", 1UL, "               1|")]
    [InlineData("%-?p|", 1UL, "1               |")]
    [InlineData("%0?lx|", 1UL, "0000000000000001|")]
    [InlineData("%#018lx|", 0xabcUL, "0x0000000000000abc|")]
    [InlineData("%d", 0xffffffffUL, "-1")]
    [InlineData("%ld", 0xffffffffUL, "4294967295")]
    [InlineData("%hd", 0xffffUL, "-1")]
    [InlineData("%hhd", 0xffUL, "-1")]
    [InlineData("%#d", 9UL, "9")]
    [InlineData("%#d", 10UL, "0t10")]
    [InlineData("%#ld", ulong.MaxValue, "-0t1")]
    [InlineData("%#u", 10UL, "0t10")]
    [InlineData("%#o", 8UL, "010")]
    [InlineData("%#o", 0UL, "0")]
    [InlineData("%#lq", ulong.MaxValue, "0-1")]
    [InlineData("%lR", ulong.MaxValue, "-1")]
    [InlineData("%-5x|", 1UL, "1    |")]
    [InlineData("%5x|", 1UL, "    1|")]
    [InlineData("%1x|", 0x123UL, "123|")]
    [InlineData("%a", 9UL, "9")]
    [InlineData("%a", 16UL, "0x10")]
    [InlineData("%#a", 16UL, "0x10:")]
    [InlineData("%-8a|", 16UL, "0x10    |")]
    [InlineData("%A|", 16UL, "|")]
    [InlineData("%#A|", 16UL, "?|")]
    [InlineData("%H", 1023UL, "1023")]
    [InlineData("%H", 1024UL, "1K")]
    [InlineData("%H", 1536UL, "1.5K")]
    [InlineData("%H", ulong.MaxValue, "16.0E")]
    [InlineData("%I", 0x0100007fUL, "127.0.0.1")]
    [InlineData("%Y", 7UL, "1970 Jan  1 00:00:07")]
    [InlineData("%Y", 0x5b2bc4b7UL, "2018 Jun 21 15:31:03")]
    [InlineData("%Y", 0xfffffe5af0000440UL, "-553 Jul  6 14:33:36")]
    [InlineData("%Y", 951782400UL, "2000 Feb 29 00:00:00")]
    [InlineData("%Y", ulong.MaxValue, "1969 Dec 31 23:59:59")]
    [InlineData("%Y", 0x7fffffffffffffffUL, "0x7fffffffffffffff")]
    [InlineData("%c%%", 65UL, "A%")]
    public void Printf_converts_as_mdb_does(string format, ulong value, string expected) =>
        Assert.Equal(expected, Written(w => w.Printf(format, value)));

    [Theory]
    [InlineData(2, 1UL, "1")]
    [InlineData(2, 2UL, "0i10")]
    [InlineData(8, 8UL, "0o10")]
    [InlineData(10, 9UL, "9")]
    [InlineData(10, 10UL, "0t10")]
    [InlineData(7, 10UL, "13")]
    public void Radix_prefix_appears_when_the_value_has_two_digits(int radix, ulong value, string expected) =>
        Assert.Equal(expected, Written(w => w.Printf("%#lr", value), w => w.NumberBase = radix));

    [Fact]
    public void Printf_takes_texts_stars_and_tabs()
    {
        Assert.Equal("ab   |    cd|<NULL>", Written(w => w.Printf("%-5s|%*s|%s", "ab", 6, "cd", null)));
        Assert.Equal("ab      cd", Written(w => w.Printf("ab%8Tcd")));
        Assert.Equal("ab      cd", Written(w => w.Write("ab\tcd")));
        Assert.Equal("bold", Written(w => w.Printf("%<b>bold%</b>"[..8] + "%</b>")));
    }

    [Fact]
    public void Printf_names_bits_and_shows_what_is_left()
    {
        BitName[] names = [new("ONE", 1, 1), new("TWO", 2, 2)];
        Assert.Equal("ONE,TWO", Written(w => w.Printf("%b", 7, names)));
        Assert.Equal("ONE,TWO,0x4", Written(w => w.Printf("%#b", 7, names)));
    }

    [Theory]
    [InlineData(1.5, 7, "+1.5000000e+00")]
    [InlineData(-3.14159, 7, "-3.1415900e+00")]
    [InlineData(3.14159, 16, "+3.1415899999999999e+00")]
    [InlineData(1e-312, 7, "+1.0000000e-312")]
    [InlineData(double.PositiveInfinity, 7, "+Infinity")]
    [InlineData(0.0, 7, "+0.0000000e+00")]
    public void Floats_carry_their_sign(double value, int digits, string expected) =>
        Assert.Equal(expected, Written(w => w.Float(value, digits)));

    [Fact]
    public void Fourth_hex_word_of_a_line_has_no_trailing_blanks()
    {
        string text = Written(
            w =>
            {
                w.Margin = 0;
                w.Write("0:              ");
                w.Margin = 16;
                foreach (ulong v in (ulong[])[0xffffffff, 7, 0x6c6c6568, 0x6f, 0x40, 0])
                {
                    w.Hex(v, width: 16, left: true);
                }
            },
            Wrapping);
        Assert.Equal(
            "0:              ffffffff        7               6c6c6568        6f\n"
            + "                40              0               ",
            text);
    }

    [Fact]
    public void Characters_wrap_at_the_edge_and_go_on_behind_the_margin()
    {
        string text = Written(w => w.WriteBytes("abcdef"u8), w => (w.Autowrap, w.Margin, w.Columns) = (true, 2, 5));
        Assert.Equal("  abc\n  def", text);
    }

    [Fact]
    public void A_tab_in_text_stands_behind_the_margin_and_one_of_a_layout_does_not()
    {
        Assert.Equal(new string(' ', 16) + "x", Written(w => w.Write("\tx"), w => w.Margin = 12));
        Assert.Equal(new string(' ', 8) + "x", Written(
            w =>
            {
                w.Tab(8);
                w.Write("x");
            },
            w => w.Margin = 12));
    }

    [Fact]
    public void Wide_item_on_an_empty_line_is_not_wrapped() =>
        Assert.Equal("  123456\n", Written(w => w.Hex(0x123456, width: 7, left: true), w => (w.Autowrap, w.Margin, w.Columns) = (true, 2, 8)));

    [Fact]
    public void Nothing_wraps_without_autowrap() =>
        Assert.Equal(new string('x', 200) + "     ", Written(w => w.Text(Encoding.ASCII.GetBytes(new string('x', 200)), 205, left: true)));

    [Fact]
    public void Control_bytes_are_escaped_for_a_terminal_only()
    {
        byte[] bytes = [0x1b, (byte)'[', 0x9b, 0x7f, .. "é\n"u8];
        Assert.Equal("\\033[\\233\\177é\n", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Written(w => w.WriteBytes(bytes), w => w.EscapeControls = true))));
        Assert.Equal(Encoding.Latin1.GetString(bytes), Written(w => w.WriteBytes(bytes)));
    }

    [Fact]
    public void Line_ends_within_a_value_are_escaped_for_a_terminal_only()
    {
        Assert.Equal("a\\012b  |\n", Written(w => w.Printf("%-8s|\n", "a\nb"), w => w.EscapeControls = true));
        Assert.Equal("a\nb     |\n", Written(w => w.Printf("%-8s|\n", "a\nb")));
    }

    [Fact]
    public void Current_line_can_be_taken_back_even_after_a_page_was_written()
    {
        string filler = new('x', 100);
        string text = Written(w =>
        {
            for (int i = 0; i < 1000; i++)
            {
                w.Write(filler);
                w.NewLine();
                w.Write("gone");
                w.DiscardLine();
            }
        });
        Assert.Equal(string.Concat(Enumerable.Repeat(filler + "\n", 1000)), text);
    }

    [Fact]
    public void Ten_thousand_lines_allocate_nothing()
    {
        using var writer = new MdbWriter(Stream.Null);
        Lines(writer, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Lines(writer, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Lines(MdbWriter writer, int count)
        {
            for (int i = 0; i < count; i++)
            {
                writer.Write("t_ctx = ");
                writer.Symbolic(0xfffffe5af5cc8040 + (ulong)i);
                writer.NewLine();
            }
        }
    }
}
