using System.Globalization;
using Mdb.CommandLine;

namespace Mdb.Triage;

/// <summary>Which dumps one run of triage looks at: the names given and those of a list, and of them those of its shard.</summary>
internal static class DumpList
{
    /// <param name="operands">Names on the command line; they come first.</param>
    /// <param name="from">A list: a name a line, empty lines left out; null for none.</param>
    /// <param name="shard"><c>k/n</c>; null for all.</param>
    public static List<string> Of(IEnumerable<string> operands, TextReader? from, string? shard)
    {
        List<string> names = [.. operands];
        while (from?.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                names.Add(line);
            }
        }

        if (shard is null)
        {
            return names;
        }

        (int number, int count) = Shard(shard);
        return [.. names.Where((_, i) => i % count == number)];
    }

    private static (int Number, int Count) Shard(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && number < count)
        {
            return (number, count);
        }

        throw new UsageException($"--shard takes k/n with k from 0 to n-1, not '{text}'");
    }
}
