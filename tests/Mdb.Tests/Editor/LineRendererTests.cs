using CsCheck;
using Mdb.Editor;

namespace Mdb.Tests.Editor;

public class LineRendererTests
{
    [Fact]
    public void A_letter_at_the_end_is_all_that_is_sent()
    {
        var renderer = new LineRenderer();
        renderer.Draw("> ", "ab", "");
        Assert.Equal("c", renderer.Draw("> ", "abc", ""));
    }

    [Fact]
    public void A_long_line_goes_over_several_rows()
    {
        var screen = new FakeScreen(10);
        var renderer = new LineRenderer { Columns = 10 };
        screen.Write(renderer.Draw("> ", "abcdefghijklm", "nop"));
        Assert.Equal("> abcdefgh\nijklmnop", screen.Text);
        Assert.Equal((1, 5), (screen.Row, screen.Column));
        screen.Write(renderer.Finish() + "!");
        Assert.Equal("> abcdefgh\nijklmnop\n!", screen.Text);
    }

    [Fact]
    public void Rows_no_longer_needed_are_cleared()
    {
        var screen = new FakeScreen(10);
        var renderer = new LineRenderer { Columns = 10 };
        screen.Write(renderer.Draw("> ", "abcdefghijklmnopqrstuvw", ""));
        screen.Write(renderer.Draw("> ", "x", ""));
        Assert.Equal("> x", screen.Text);
    }

    [Fact]
    public void Wide_characters_take_two_columns_and_do_not_straddle_the_edge() =>
        Assert.Equal("> 漢漢漢\r\n漢", new LineRenderer { Columns = 9 }.Draw("> ", "漢漢漢漢", ""));

    [Fact]
    public void Whatever_was_drawn_before_the_screen_shows_the_line_and_the_cursor_stands_in_it()
    {
        Gen<(string, int)> line = Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 40], Gen.Int[0, 40]);
        line.Array[1, 12].Sample(lines =>
        {
            var screen = new FakeScreen(12);
            var renderer = new LineRenderer { Columns = 12 };
            foreach ((string text, int place) in lines)
            {
                int cursor = Math.Min(place, text.Length);
                screen.Write(renderer.Draw("> ", text[..cursor], text[cursor..]));
                string whole = "> " + text;
                string expected = string.Join('\n', whole.Chunk(12).Select(row => new string(row).TrimEnd()));
                Assert.Equal(expected, screen.Text);
                Assert.Equal(((cursor + 2) / 12, (cursor + 2) % 12), (screen.Row, screen.Column));
            }
        });
    }

    [Fact]
    public void Only_what_changed_is_sent()
    {
        var renderer = new LineRenderer();
        renderer.Draw("> ", "abcdef", "");
        Assert.Equal("\x1b[1Dx", renderer.Draw("> ", "abcdex", ""));
        Assert.Equal("\x1b[3D", renderer.Draw("> ", "abc", "dex"));
        Assert.Equal("", renderer.Draw("> ", "abc", "dex"));
    }

    [Fact]
    public void Styles_are_shown_and_end_with_the_piece_that_has_them()
    {
        var renderer = new LineRenderer { HasColor = true };
        TextStyle[] styles = [TextStyle.Number, TextStyle.Number, TextStyle.Plain];
        Assert.Equal("> \x1b[36m12\x1b[0m+", renderer.Draw("> ", "12+", "", styles));
        Assert.Equal("\x1b[3D\x1b[31m12\x1b[0m\x1b[1C", renderer.Draw("> ", "12+", "", [TextStyle.Unknown, TextStyle.Unknown, TextStyle.Plain]).Replace("+", "\x1b[1C"));
    }

    [Fact]
    public void Without_colours_there_are_none() =>
        Assert.Equal("> 12", new LineRenderer().Draw("> ", "12", "", [TextStyle.Number, TextStyle.Number]));

    [Fact]
    public void A_character_that_would_turn_the_line_around_is_not_sent() =>
        Assert.Equal("> a?b^[", new LineRenderer().Draw("> ", "a\u202eb\x1b", ""));

    [Fact]
    public void Wide_and_joined_characters_stand_where_the_terminal_has_them()
    {
        string[] characters = ["a", "b", "漢", "e\u0301", "👍", "👩\u200d👧", "-"];
        Gen<(string[], int)> line = Gen.Select(Gen.Int[0, 6].Select(i => characters[i]).Array[0, 30], Gen.Int[0, 30]);
        line.Array[1, 10].Sample(lines =>
        {
            var screen = new FakeScreen(11);
            var renderer = new LineRenderer { Columns = 11 };
            foreach ((string[] parts, int place) in lines)
            {
                int cursor = Math.Min(place, parts.Length);
                screen.Write(renderer.Draw("> ", string.Concat(parts[..cursor]), string.Concat(parts[cursor..])));
                var fresh = new FakeScreen(11);
                fresh.Write("> " + string.Concat(parts));
                Assert.Equal(fresh.Text, screen.Text);
                IEnumerable<FakeCell> before = screen.Rows.Take(screen.Row).SelectMany(r => r).Concat(screen.Rows[screen.Row].Take(screen.Column));
                Assert.Equal(1 + cursor, before.Count(cell => !string.IsNullOrWhiteSpace(cell.Text)));
                if (cursor < parts.Length)
                {
                    Assert.Equal(parts[cursor], screen.Rows[screen.Row][screen.Column].Text);
                }
            }
        });
    }

    [Fact]
    public void A_line_that_was_wrapped_is_drawn_over_itself_when_the_width_changes()
    {
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 60], Gen.Int[0, 60], Gen.Int[5, 40].Array[1, 6]).Sample((text, place, widths) =>
        {
            int cursor = Math.Min(place, text.Length);
            var screen = new FakeScreen(20, 40);
            var renderer = new LineRenderer { Columns = 20, Rows = 40 };
            screen.Write("above\r\n" + renderer.Draw("> ", text[..cursor], text[cursor..]));
            foreach (int width in widths)
            {
                screen.Resize(width, 40);
                renderer.Columns = width;
                renderer.Invalidate();
                screen.Write(renderer.Draw("> ", text[..cursor], text[cursor..]));
                Assert.Equal("above\n" + string.Join('\n', ("> " + text).Chunk(width).Select(row => new string(row).TrimEnd())), screen.Text);
            }
        });
    }

    [Fact]
    public void Of_a_line_higher_than_the_screen_the_rows_around_the_cursor_are_shown()
    {
        Gen.Int[0, 60].Array[1, 12].Sample(places =>
        {
            string text = string.Concat(Enumerable.Range(0, 60).Select(i => (char)('a' + (i % 26))));
            string[] rows = [.. ("> " + text).Chunk(10).Select(row => new string(row))];
            var screen = new FakeScreen(10, 3);
            var renderer = new LineRenderer { Columns = 10, Rows = 3 };
            foreach (int cursor in places)
            {
                screen.Write(renderer.Draw("> ", text[..cursor], text[cursor..]));
                string[] seen = screen.Visible.Split('\n');
                int first = Array.FindIndex(rows, row => row.StartsWith(seen[0], StringComparison.Ordinal));
                Assert.InRange((cursor + 2) / 10, first, first + 2);
                Assert.Equal((cursor + 2) % 10, screen.Column);
            }
        });
    }
}
