namespace Mdb.Editor;

/// <summary>The lines entered so far, the oldest first; blank lines and repeats of the line before are not kept.</summary>
internal sealed class History(int capacity)
{
    /// <summary>More than the 128 of stock mdb: the lines of earlier runs are there to be searched.</summary>
    public const int DefaultCapacity = 1000;

    private readonly List<string> _lines = [];

    public int Count => _lines.Count;

    public string this[int index] => _lines[index];

    /// <summary>Adds a line; false where it is not one to keep.</summary>
    public bool Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || (_lines.Count > 0 && _lines[^1] == line))
        {
            return false;
        }

        _lines.Add(line);
        if (_lines.Count > capacity)
        {
            _lines.RemoveAt(0);
        }

        return true;
    }

    /// <summary>The newest line before <paramref name="before"/> that holds a text; -1 for none.</summary>
    public int Find(string text, int before)
    {
        for (int i = Math.Min(before, _lines.Count) - 1; i >= 0; i--)
        {
            if (_lines[i].Contains(text, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The oldest line behind <paramref name="after"/> that holds a text; -1 for none.</summary>
    public int FindNewer(string text, int after) =>
        _lines.FindIndex(Math.Clamp(after + 1, 0, _lines.Count), line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>The next place from <paramref name="place"/>, in steps of -1 or 1, whose line begins with a text; the very next where no line does.</summary>
    /// <param name="place">Where to start from.</param>
    /// <param name="step">The direction.</param>
    /// <param name="typed">How the line begins; empty for any line.</param>
    /// <param name="shown">A line to pass over.</param>
    public int Like(int place, int step, string typed, string shown)
    {
        place += step;
        if (typed.Length > 0 && _lines.Exists(line => line.StartsWith(typed, StringComparison.Ordinal)))
        {
            while (place >= 0 && place < _lines.Count && !(_lines[place].StartsWith(typed, StringComparison.Ordinal) && _lines[place] != shown))
            {
                place += step;
            }
        }

        return place;
    }
}
