namespace Commands.Tests.Damage;

/// <summary>The parts of a file by what they hold: offsets and lengths.</summary>
internal sealed class Regions
{
    private readonly SortedDictionary<string, List<(long Offset, long Length)>> _parts = new(StringComparer.Ordinal);

    public bool IsEmpty => _parts.Count == 0;

    public IReadOnlyList<string> Kinds => [.. _parts.Keys];

    public IReadOnlyList<(long Offset, long Length)> this[string kind] => _parts[kind];

    public void Add(string kind, long offset, long length)
    {
        if (length > 0 && offset >= 0)
        {
            if (!_parts.TryGetValue(kind, out List<(long, long)>? parts))
            {
                _parts.Add(kind, parts = []);
            }

            parts.Add((offset, length));
        }
    }

    /// <summary>Where the file may be cut to hit a structure at its start, in its first word, and at its last byte; no kind has more than some.</summary>
    public IEnumerable<(string Kind, long Length)> Boundaries()
    {
        const int most = 6;
        foreach ((string kind, List<(long Offset, long Length)> parts) in _parts)
        {
            int step = Math.Max(1, parts.Count / most);
            for (int i = 0; i < parts.Count; i += step)
            {
                (long offset, long length) = parts[i];
                yield return (kind, offset);
                yield return (kind, offset + Math.Min(4, length));
                yield return (kind, offset + (length / 2));
                yield return (kind, offset + length - 1);
            }
        }
    }
}
