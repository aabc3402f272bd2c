using System.Text;
using Commands.Output;

namespace Mdb.Editor;

/// <summary>The line being edited and the place of the cursor, both in characters.</summary>
internal sealed class LineBuffer
{
    private readonly List<Rune> _runes = [];
    private Rune[] _killed = [];

    /// <summary>Index of the character under the cursor; <see cref="Length"/> at the end.</summary>
    public int Cursor { get; private set; }

    public int Length => _runes.Count;

    public Rune this[int index] => _runes[index];

    /// <summary>Replaces the line; the cursor goes to its end.</summary>
    public void Set(string text)
    {
        _runes.Clear();
        _runes.AddRange(text.EnumerateRunes());
        Cursor = _runes.Count;
    }

    public override string ToString() => Text(0, _runes.Count);

    /// <summary>What stands before the cursor.</summary>
    public string BeforeCursor => Text(0, Cursor);

    public void Insert(Rune rune) => _runes.Insert(Cursor++, rune);

    public void Insert(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        _runes.InsertRange(Cursor, runes);
        Cursor += runes.Length;
    }

    /// <summary>Moves the cursor; false where it stands there already.</summary>
    public bool MoveTo(int position)
    {
        position = Math.Clamp(position, 0, _runes.Count);
        bool moved = position != Cursor;
        Cursor = position;
        return moved;
    }

    /// <summary>Start of the character before the cursor, with the marks that belong to it.</summary>
    public int Previous()
    {
        int i = Math.Max(Cursor - 1, 0);
        while (i > 0 && CharacterWidth.IsJoined(_runes[i - 1], _runes[i]))
        {
            i--;
        }

        return i;
    }

    /// <summary>End of the character at the cursor, with the marks that belong to it.</summary>
    public int Next()
    {
        int i = Math.Min(Cursor + 1, _runes.Count);
        while (i < _runes.Count && CharacterWidth.IsJoined(_runes[i - 1], _runes[i]))
        {
            i++;
        }

        return i;
    }

    /// <summary>Start of the word before the cursor.</summary>
    public int PreviousWord()
    {
        int i = Cursor;
        while (i > 0 && !IsWord(_runes[i - 1]))
        {
            i--;
        }

        while (i > 0 && IsWord(_runes[i - 1]))
        {
            i--;
        }

        return i;
    }

    /// <summary>End of the word at or after the cursor.</summary>
    public int NextWord()
    {
        int i = Cursor;
        while (i < _runes.Count && !IsWord(_runes[i]))
        {
            i++;
        }

        while (i < _runes.Count && IsWord(_runes[i]))
        {
            i++;
        }

        return i;
    }

    /// <summary>Start of what stands between blanks before the cursor.</summary>
    public int PreviousBlank()
    {
        int i = Cursor;
        while (i > 0 && Rune.IsWhiteSpace(_runes[i - 1]))
        {
            i--;
        }

        while (i > 0 && !Rune.IsWhiteSpace(_runes[i - 1]))
        {
            i--;
        }

        return i;
    }

    /// <summary>Takes out what lies between the cursor and a position; false for nothing.</summary>
    public bool Delete(int position)
    {
        position = Math.Clamp(position, 0, _runes.Count);
        int start = Math.Min(position, Cursor);
        int count = Math.Abs(position - Cursor);
        _runes.RemoveRange(start, count);
        Cursor = start;
        return count > 0;
    }

    /// <summary>As <see cref="Delete"/>, and keeps the text for <see cref="Yank"/>.</summary>
    public bool Kill(int position)
    {
        position = Math.Clamp(position, 0, _runes.Count);
        if (position == Cursor)
        {
            return false;
        }

        _killed = [.. _runes[Math.Min(position, Cursor)..Math.Max(position, Cursor)]];
        return Delete(position);
    }

    /// <summary>Puts the text killed last at the cursor.</summary>
    public bool Yank()
    {
        _runes.InsertRange(Cursor, _killed);
        Cursor += _killed.Length;
        return _killed.Length > 0;
    }

    /// <summary>Swaps the character at the cursor, or at the end the last one, with the one before it, and moves on.</summary>
    public bool Transpose()
    {
        int right = Math.Min(Cursor, _runes.Count - 1);
        if (right < 1)
        {
            return false;
        }

        (_runes[right - 1], _runes[right]) = (_runes[right], _runes[right - 1]);
        Cursor = right + 1;
        return true;
    }

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value == '_';

    private string Text(int start, int end)
    {
        var text = new StringBuilder();
        for (int i = start; i < end; i++)
        {
            text.Append(_runes[i].ToString());
        }

        return text.ToString();
    }
}
