namespace Mdb.Editor;

/// <summary>Where the cells of a line stand on a terminal of some width, as far as its rows go: the window around the cursor.</summary>
/// <param name="Cells">Those that are seen.</param>
/// <param name="Pens">Where the pen stands before each of them, and behind the last.</param>
/// <param name="Cursor">Index into <paramref name="Pens"/>.</param>
/// <param name="Top">Row of the whole line that the first cell seen stands on.</param>
internal sealed record LinePicture(IReadOnlyList<ScreenCell> Cells, IReadOnlyList<(int Row, int Column)> Pens, int Cursor, int Top)
{
    public static LinePicture Empty { get; } = new([], [(0, 0)], 0, 0);

    /// <summary>Where the cursor stands.</summary>
    public (int Row, int Column) Place => Pens[Cursor];

    /// <summary>Where the line ends.</summary>
    public (int Row, int Column) End => Pens[^1];

    /// <summary>Where the pen stands behind a cell, on a row that there is: at the edge on the next one.</summary>
    public (int Row, int Column) Behind(int cell, int columns)
    {
        if (cell < 0)
        {
            return (0, 0);
        }

        (int row, int column) = (Pens[cell].Row, Pens[cell].Column + Cells[cell].Width);
        return column >= columns ? (row + 1, 0) : (row, column);
    }

    /// <param name="cells">The whole line.</param>
    /// <param name="cursor">The cell under the cursor; their number at the end.</param>
    /// <param name="columns">Width of the terminal.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="top">The first row seen so far: it stays while the cursor is in sight.</param>
    public static LinePicture Of(List<ScreenCell> cells, int cursor, int columns, int rows, int top)
    {
        var pens = new (int Row, int Column)[cells.Count + 1];
        (int row, int column) = (0, 0);
        for (int i = 0; i < cells.Count; i++)
        {
            if (column + cells[i].Width > columns && column > 0)
            {
                (row, column) = (row + 1, 0);
            }

            pens[i] = (row, column);
            column += cells[i].Width;
        }

        // A terminal waits at its right edge for the next character; the cursor is brought to the next row at once.
        pens[^1] = column >= columns ? (row + 1, 0) : (row, column);
        int last = pens[^1].Row;
        int seen = Math.Max(rows, 1);
        top = Math.Clamp(top, Math.Max(pens[cursor].Row - seen + 1, 0), pens[cursor].Row);
        top = Math.Min(top, Math.Max(last - seen + 1, 0));
        return top == 0 && last < seen ? new LinePicture(cells, pens, cursor, 0) : Cut(cells, pens, cursor, top, top + seen - 1);
    }

    private static LinePicture Cut(List<ScreenCell> cells, (int Row, int Column)[] pens, int cursor, int top, int bottom)
    {
        int first = Array.FindIndex(pens, pen => pen.Row >= top);
        int end = Array.FindIndex(pens, first, pen => pen.Row > bottom);

        // The cell at the right edge of the last row stays away, so that the terminal does not move up below it.
        int behind = end < 0 ? cells.Count : end - 1;
        return new LinePicture(
            cells[first..behind],
            [.. pens[first..(behind + 1)].Select(pen => (pen.Row - top, pen.Column))],
            Math.Min(cursor, behind) - first,
            top);
    }
}
