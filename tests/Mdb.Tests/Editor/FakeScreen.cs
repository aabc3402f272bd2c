using System.Globalization;
using System.Text;

namespace Mdb.Tests.Editor;

/// <summary>One place of a row: a character with its marks; empty behind a wide one.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="Style">Parameters of the sequence that set its style; empty for plain.</param>
internal readonly record struct FakeCell(string Text, string Style);

/// <summary>
/// A terminal of the xterm kind: rows of cells, a cursor, wrapping with a pending last column, wide characters, styles; rows that wrapped
/// by themselves are broken anew when the width changes. Its widths are its own, so that they check those of the program.
/// </summary>
internal sealed class FakeScreen(int columns, int height = 1000)
{
    private readonly List<List<FakeCell>> _rows = [[]];
    private readonly HashSet<List<FakeCell>> _wrapped = [];
    private string _style = "";
    private string _unfinished = "";
    private bool _pending;
    private bool _joins;

    /// <summary>Row of the cursor, counted from the first that was ever shown.</summary>
    public int Row { get; private set; }

    public int Column { get; private set; }

    public int Columns { get; private set; } = columns;

    public int Height { get; private set; } = height;

    /// <summary>Whether the program asked for pastes to be marked.</summary>
    public bool MarksPaste { get; private set; }

    /// <summary>Commands that it does not know; there should be none.</summary>
    public string Strange { get; private set; } = "";

    /// <summary>Rows without blanks at their ends, and no empty ones at the end.</summary>
    public string Text => string.Join('\n', Lines).TrimEnd('\n');

    /// <summary>All rows, those that have left the screen at its top included.</summary>
    public IReadOnlyList<string> Lines => [.. _rows.Select(row => string.Concat(row.Select(c => c.Text)).TrimEnd())];

    /// <summary>The rows with their styles.</summary>
    public IReadOnlyList<IReadOnlyList<FakeCell>> Rows => _rows;

    /// <summary>What a person sees: the rows on the screen.</summary>
    public string Visible => string.Join('\n', Lines.Skip(Top)).TrimEnd('\n');

    private int Top => Math.Max(_rows.Count - Height, 0);

    public void Write(string text)
    {
        text = _unfinished + text;
        _unfinished = "";
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\r':
                    (Column, _pending) = (0, false);
                    break;
                case '\n':
                    _wrapped.Remove(_rows[Row]);
                    Down();
                    break;
                case '\b':
                    (Column, _pending) = (Math.Max(Column - 1, 0), false);
                    break;
                case '\x1b':
                    if (Sequence(text, i) is not { } end)
                    {
                        _unfinished = text[i..];
                        return;
                    }

                    i = end;
                    break;
                default:
                    if (char.IsHighSurrogate(text[i]) && i + 1 == text.Length)
                    {
                        _unfinished = text[i..];
                        return;
                    }

                    Rune rune = Rune.GetRuneAt(text, i);
                    Put(rune);
                    i += rune.Utf16SequenceLength - 1;
                    break;
            }
        }
    }

    /// <summary>Breaks the rows anew; the cursor stays with its character.</summary>
    public void Resize(int columns, int height)
    {
        var rows = new List<List<FakeCell>>();
        (int cursorRow, int cursorColumn) = (0, 0);
        for (int i = 0; i < _rows.Count; i++)
        {
            var line = new List<FakeCell>();
            int cursor = -1;
            bool goesOn;
            do
            {
                goesOn = _wrapped.Remove(_rows[i]);
                cursor = i == Row ? line.Count + Column : cursor;
                line.AddRange(_rows[i]);
                i += goesOn ? 1 : 0;
            }
            while (goesOn && i < _rows.Count);

            for (int at = 0; at == 0 || at < line.Count; at += columns)
            {
                List<FakeCell> row = line[at..Math.Min(at + columns, line.Count)];
                if (cursor >= at && (cursor < at + columns))
                {
                    (cursorRow, cursorColumn) = (rows.Count, cursor - at);
                }

                rows.Add(row);
                if (at + columns < line.Count)
                {
                    _wrapped.Add(row);
                }
                else if (cursor == at + columns)
                {
                    (cursorRow, cursorColumn) = (rows.Count - 1, columns - 1);
                }
            }
        }

        _rows.Clear();
        _rows.AddRange(rows);
        (Row, Column, Columns, Height, _pending) = (cursorRow, cursorColumn, columns, height, false);
    }

    private void Put(Rune rune)
    {
        int width = Width(rune);
        if (width == 0 || _joins)
        {
            int at = _pending ? Column : Column - 1;
            at -= at > 0 && _rows[Row][at].Text.Length == 0 ? 1 : 0;
            _rows[Row][at] = _rows[Row][at] with { Text = _rows[Row][at].Text + rune };
            _joins = rune.Value == 0x200d;
            return;
        }

        if (_pending || Column + width > Columns)
        {
            _wrapped.Add(_rows[Row]);
            Column = 0;
            Down();
        }

        Set(new FakeCell(rune.ToString(), _style));
        if (width == 2)
        {
            Column++;
            Set(new FakeCell("", _style));
        }

        _pending = Column == Columns - 1;
        Column = Math.Min(Column + 1, Columns - 1);
    }

    private void Set(FakeCell cell)
    {
        List<FakeCell> row = _rows[Row];
        while (row.Count <= Column)
        {
            row.Add(new FakeCell(" ", ""));
        }

        row[Column] = cell;
    }

    private static int Width(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115f or >= 0x2e80 and <= 0xa4cf or >= 0xac00 and <= 0xd7a3 or >= 0xff00 and <= 0xff60 or >= 0x1f300 and <= 0x1faff => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? 0 : 1,
    };

    private void Down()
    {
        Row++;
        _pending = false;
        if (Row == _rows.Count)
        {
            _rows.Add([]);
        }
    }

    /// <summary>Obeys a sequence; its last character, or null where it is not whole.</summary>
    private int? Sequence(string text, int escape)
    {
        if (escape + 1 < text.Length && text[escape + 1] != '[')
        {
            return escape + 1; // of two characters, such as ESC = for the keypad
        }

        int end = escape + 2;
        while (end < text.Length && !char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        if (end >= text.Length)
        {
            return null;
        }

        string parameters = text[(escape + 2)..end];
        if (text[end] == 'm')
        {
            _style = parameters is "0" or "" ? "" : parameters;
            return end;
        }

        if (parameters is ['?', ..])
        {
            MarksPaste = parameters == "?2004" ? text[end] == 'h' : MarksPaste;
            return end;
        }

        Obey(text[end], parameters.Length > 0 ? int.Parse(parameters, CultureInfo.InvariantCulture) : null);
        _pending = false;
        return end;
    }

    private void Obey(char command, int? parameter)
    {
        int count = parameter ?? 1;
        switch (command)
        {
            case 'A':
                Row = Math.Max(Row - count, Top);
                break;
            case 'B':
                Row = Math.Min(Row + count, _rows.Count - 1);
                break;
            case 'C':
                Column = Math.Min(Column + count, Columns - 1);
                break;
            case 'D':
                Column = Math.Max(Column - count, 0);
                break;
            case 'H':
                (Row, Column) = (Top, 0);
                break;
            case 'J' when parameter == 2:
                _rows.RemoveRange(Top, _rows.Count - Top);
                _rows.Add([]);
                break;
            case 'J':
                Erase();
                _rows.RemoveRange(Row + 1, _rows.Count - Row - 1);
                break;
            case 'K':
                Erase();
                break;
            default:
                Strange += command;
                break;
        }
    }

    private void Erase()
    {
        _wrapped.Remove(_rows[Row]);
        if (_rows[Row].Count > Column)
        {
            _rows[Row].RemoveRange(Column, _rows[Row].Count - Column);
        }
    }
}
