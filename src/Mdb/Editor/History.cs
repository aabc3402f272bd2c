namespace Mdb.Editor;

/// <summary>The lines entered so far, the oldest first; blank lines and repeats of the line before are not kept.</summary>
internal sealed class History(int capacity)
{
    public const int DefaultCapacity = 128;

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
}
