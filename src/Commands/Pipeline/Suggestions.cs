namespace Commands.Pipeline;

/// <summary>Which names a person may have meant.</summary>
internal static class Suggestions
{
    private const int Most = 3;
    private const int LongestName = 64;

    /// <summary>The nearest names within one slip for a short name and two for a longer one; a slip is a letter too many, missing, wrong, or two swapped.</summary>
    public static IReadOnlyList<string> Nearest(string wrong, IEnumerable<string> names)
    {
        if (wrong.Length is < 2 or > LongestName)
        {
            return [];
        }

        int slips = wrong.Length < 5 ? 1 : 2;
        return
        [
            .. names.Distinct(StringComparer.Ordinal).Where(name => Math.Abs(name.Length - wrong.Length) <= slips)
                .Select(name => (Name: name, Slips: Distance(wrong, name)))
                .Where(n => n.Slips <= slips).OrderBy(n => n.Slips).ThenBy(n => n.Name, StringComparer.Ordinal).Take(Most).Select(n => n.Name),
        ];
    }

    /// <summary><c>did you mean ::a or ::b?</c>; null where nothing is near.</summary>
    public static string? Question(string wrong, IEnumerable<string> names, string prefix = "")
    {
        IReadOnlyList<string> near = Nearest(wrong, names);
        return near.Count == 0 ? null : $"did you mean {string.Join(" or ", near.Select(n => prefix + n))}?";
    }

    /// <summary>Optimal string alignment distance.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
