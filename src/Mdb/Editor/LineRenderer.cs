using System.Text;

namespace Mdb.Editor;

/// <summary>
/// Draws prompt and line on a terminal that wraps at its right edge, over as many rows as they need and the screen has, and remembers
/// what it drew and where it left the cursor, so that only what has changed is sent. Pure: what it draws is the text to send.
/// </summary>
internal sealed class LineRenderer
{
    private const string ClearToEnd = "\x1b[J";
    private const string ClearRow = "\x1b[K";

    private LinePicture _drawn = LinePicture.Empty;
    private int _drawnColumns = 80;
    private bool _isFresh = true;
    private bool _isSpoilt;

    /// <summary>Width of the terminal in columns.</summary>
    public int Columns { get; set; } = 80;

    /// <summary>Its height.</summary>
    public int Rows { get; set; } = 24;

    /// <summary>Whether styles are shown.</summary>
    public bool HasColor { get; set; }

    /// <summary>The cursor stands at the start of a fresh row: nothing is drawn yet.</summary>
    public void Reset()
    {
        _drawn = LinePicture.Empty;
        _isFresh = true;
        _isSpoilt = false;
    }

    /// <summary>
    /// The picture may be spoilt: the next <see cref="Draw"/> draws all of it. Where the width has changed the terminal is taken to have
    /// broken the rows anew, the cursor staying with its character.
    /// </summary>
    public void Invalidate() => _isSpoilt = true;

    /// <summary>Text that brings the screen from what was drawn before to this.</summary>
    /// <param name="prompt">Prompt, shown before the line.</param>
    /// <param name="before">What stands before the cursor.</param>
    /// <param name="after">What stands at the cursor and after it.</param>
    /// <param name="styles">A style for each UTF-16 unit of the two, or nothing.</param>
    public string Draw(string prompt, string before, string after, ReadOnlySpan<TextStyle> styles = default)
    {
        var cells = new List<ScreenCell>();
        styles = HasColor ? styles : default;
        ScreenCell.Add(cells, prompt, default);
        ScreenCell.Add(cells, before, styles);
        int cursor = cells.Count;
        ScreenCell.Add(cells, after, styles.Length > before.Length ? styles[before.Length..] : default);
        int columns = Math.Max(Columns, 2);
        LinePicture picture = LinePicture.Of(cells, cursor, columns, Rows, _drawn.Top);

        var screen = new StringBuilder();
        (int Row, int Column) at = _drawn.Place;
        int same = 0;
        bool anew = _isSpoilt || picture.Top != _drawn.Top || columns != _drawnColumns;
        if (_isFresh)
        {
            at = (0, 0);
        }
        else if (anew)
        {
            Move(screen, (Reflowed(columns), 1), (0, 0));
            at = (0, 0);
            screen.Append(ClearToEnd);
        }
        else
        {
            same = Common(_drawn.Cells, picture.Cells);
        }

        bool isLonger = !_isFresh && !anew && _drawn.End.CompareTo(picture.End) > 0;
        at = Put(screen, picture, same, at, columns, isLonger, clearsGaps: !_isFresh && !anew);
        Move(screen, at, picture.Place);
        (_drawn, _drawnColumns, _isFresh, _isSpoilt) = (picture, columns, false, false);
        return screen.ToString();
    }

    /// <summary>Text that leaves the line as it stands and goes to the start of the row below it.</summary>
    public string Finish()
    {
        var screen = new StringBuilder();
        Move(screen, (_drawn.Place.Row, 0), (_drawn.End.Row, 0));
        screen.Append("\r\n");
        Reset();
        return screen.ToString();
    }

    /// <summary>The row of the cursor, seen from the first one drawn, on a terminal that has become wider or narrower.</summary>
    private int Reflowed(int columns)
    {
        if (columns == _drawnColumns)
        {
            return _drawn.Place.Row;
        }

        LinePicture picture = LinePicture.Of([.. _drawn.Cells], _drawn.Cursor, columns, int.MaxValue, 0);
        bool isAtEdge = picture.Cursor == picture.Cells.Count && picture.End is { Row: > 0, Column: 0 };
        bool hasBlank = _drawn.End is { Row: > 0, Column: 0 };
        return picture.Place.Row - (isAtEdge && !hasBlank ? 1 : 0);
    }

    private static int Common(IReadOnlyList<ScreenCell> one, IReadOnlyList<ScreenCell> other)
    {
        int same = 0;
        while (same < one.Count && same < other.Count && one[same] == other[same])
        {
            same++;
        }

        return same;
    }

    /// <summary>Writes the cells of a picture from one of them on; where the cursor is left then.</summary>
    private static (int Row, int Column) Put(
        StringBuilder screen, LinePicture picture, int from, (int Row, int Column) at, int columns, bool clear, bool clearsGaps)
    {
        if (from == picture.Cells.Count && !clear)
        {
            return at;
        }

        (int Row, int Column) start = picture.Behind(from - 1, columns);
        Move(screen, at, start);
        at = start;
        TextStyle style = TextStyle.Plain;
        for (int i = from; i < picture.Cells.Count; i++)
        {
            ScreenCell cell = picture.Cells[i];
            if (picture.Pens[i].Row > at.Row)
            {
                // At the edge the terminal goes on by itself, and knows that the rows belong together; a wide character leaves a gap.
                screen.Append(at.Column >= columns ? "" : clearsGaps ? ClearRow + "\r\n" : "\r\n");
                at = picture.Pens[i];
            }

            if (cell.Style != style)
            {
                screen.Append(style == TextStyle.Plain ? "" : Palette.Reset).Append(cell.Style == TextStyle.Plain ? "" : Palette.Of(cell.Style));
                style = cell.Style;
            }

            screen.Append(cell.Text);
            at.Column += cell.Width;
        }

        screen.Append(style == TextStyle.Plain ? "" : Palette.Reset);
        if (picture.End.Row > at.Row)
        {
            // A blank on the next row, then back over it: it must exist for the cursor to stand on.
            screen.Append(" \r");
            at = picture.End;
        }

        screen.Append(clear ? ClearToEnd : "");
        return at;
    }

    private static void Move(StringBuilder screen, (int Row, int Column) from, (int Row, int Column) to)
    {
        Step(screen, from.Row - to.Row, 'A', 'B');
        if (to.Column == 0 && from.Column != 0)
        {
            screen.Append('\r');
        }
        else
        {
            Step(screen, from.Column - to.Column, 'D', 'C');
        }
    }

    private static void Step(StringBuilder screen, int distance, char back, char forth)
    {
        if (distance != 0)
        {
            screen.Append("\x1b[").Append(Math.Abs(distance)).Append(distance > 0 ? back : forth);
        }
    }
}
