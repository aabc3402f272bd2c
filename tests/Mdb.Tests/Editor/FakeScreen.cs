using System.Text;

namespace Mdb.Tests.Editor;

/// <summary>A terminal of the xterm kind: rows of text, a cursor, wrapping with a pending last column.</summary>
internal sealed class FakeScreen(int columns)
{
    private readonly List<StringBuilder> _rows = [new()];
    private bool _pending;

    public int Row { get; private set; }

    public int Column { get; private set; }

    /// <summary>Rows without blanks at their ends, and no empty ones at the end.</summary>
    public string Text => string.Join('\n', _rows.Select(r => r.ToString().TrimEnd())).TrimEnd('\n');

    public void Write(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\r':
                    Column = 0;
                    _pending = false;
                    break;
                case '\n':
                    Down();
                    break;
                case '\x1b':
                    i = Escape(text, i + 2);
                    break;
                default:
                    Put(text[i]);
                    break;
            }
        }
    }

    private void Put(char c)
    {
        if (_pending)
        {
            Column = 0;
            Down();
        }

        StringBuilder row = _rows[Row];
        while (row.Length <= Column)
        {
            row.Append(' ');
        }

        row[Column] = c;
        _pending = Column == columns - 1;
        Column = Math.Min(Column + 1, columns - 1);
    }

    private void Down()
    {
        Row++;
        _pending = false;
        if (Row == _rows.Count)
        {
            _rows.Add(new StringBuilder());
        }
    }

    private int Escape(string text, int at)
    {
        int end = at;
        while (!char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        int count = end > at ? int.Parse(text[at..end]) : 1;
        switch (text[end])
        {
            case 'A':
                Row = Math.Max(Row - count, 0);
                break;
            case 'B':
                Row = Math.Min(Row + count, _rows.Count - 1);
                break;
            case 'C':
                Column = Math.Min(Column + count, columns - 1);
                break;
            case 'J':
                _rows[Row].Length = Math.Min(_rows[Row].Length, Column);
                _rows.RemoveRange(Row + 1, _rows.Count - Row - 1);
                break;
            case 'K':
                _rows[Row].Length = Math.Min(_rows[Row].Length, Column);
                break;
            default:
                throw new NotSupportedException(text[end].ToString());
        }

        _pending = false;
        return end;
    }
}
