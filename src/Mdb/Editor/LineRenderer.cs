using System.Text;

namespace Mdb.Editor;

/// <summary>
/// Draws prompt and line on a terminal that wraps at its right edge, over as many rows as they need, and remembers where it left
/// the cursor. Pure: what it draws is the text to send.
/// </summary>
internal sealed class LineRenderer
{
    private const string ClearToEnd = "\x1b[J";

    private string _before = "";
    private string? _after;
    private int _cursorRow;
    private int _lastRow;
    private int _column;

    /// <summary>Width of the terminal in columns.</summary>
    public int Columns { get; set; } = 80;

    /// <summary>The cursor stands at the start of a fresh row: nothing is drawn yet.</summary>
    public void Reset()
    {
        _before = "";
        _after = null;
        _cursorRow = 0;
        _lastRow = 0;
        _column = 0;
    }

    /// <summary>The picture may be spoilt: the next <see cref="Draw"/> draws all of it.</summary>
    public void Invalidate() => _after = "?";

    /// <summary>Text that brings the screen from what was drawn before to this.</summary>
    /// <param name="prompt">Prompt, shown before the line.</param>
    /// <param name="before">What stands before the cursor.</param>
    /// <param name="after">What stands at the cursor and after it.</param>
    public string Draw(string prompt, string before, string after)
    {
        string start = prompt + before;
        if (after.Length == 0 && _after is "" && start.StartsWith(_before, StringComparison.Ordinal))
        {
            return Append(start);
        }

        var screen = new StringBuilder();
        if (_after is not null)
        {
            Up(screen, _cursorRow);
            screen.Append('\r').Append(ClearToEnd);
        }

        int row = 0;
        int column = 0;
        Put(screen, start, ref row, ref column);
        int cursorRow = row;
        int cursorColumn = column;
        Put(screen, after, ref row, ref column);
        Up(screen, row - cursorRow);
        if (after.Length > 0)
        {
            screen.Append('\r');
            Right(screen, cursorColumn);
        }

        (_cursorRow, _lastRow, _column) = (cursorRow, row, cursorColumn);
        (_before, _after) = (start, after);
        return screen.ToString();
    }

    /// <summary>Text that leaves the line as it stands and goes to the start of the row below it.</summary>
    public string Finish()
    {
        var screen = new StringBuilder();
        Down(screen, _lastRow - _cursorRow);
        screen.Append("\r\n");
        Reset();
        return screen.ToString();
    }

    private string Append(string start)
    {
        var screen = new StringBuilder();
        Put(screen, start[_before.Length..], ref _cursorRow, ref _column);
        _lastRow = _cursorRow;
        _before = start;
        return screen.ToString();
    }

    private void Put(StringBuilder screen, string text, ref int row, ref int column)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = CharacterWidth.Of(rune);
            if (column + width > Columns)
            {
                row++;
                column = 0;
                screen.Append("\r\n");
            }

            screen.Append(CharacterWidth.Show(rune));
            column += width;
        }

        // A terminal waits at its right edge for the next character; going on at once makes the place of the cursor certain.
        if (column == Columns)
        {
            row++;
            column = 0;
            screen.Append("\r\n");
        }
    }

    private static void Up(StringBuilder screen, int rows) => Move(screen, rows, 'A');

    private static void Down(StringBuilder screen, int rows) => Move(screen, rows, 'B');

    private static void Right(StringBuilder screen, int columns) => Move(screen, columns, 'C');

    private static void Move(StringBuilder screen, int count, char direction)
    {
        if (count > 0)
        {
            screen.Append("\x1b[").Append(count).Append(direction);
        }
    }
}
