namespace Commands.Dcmds.Kernel;

/// <summary>Numbers of processors as a person writes them: <c>0-2, 5</c>.</summary>
internal static class NumberRanges
{
    public static string Of(IEnumerable<long> numbers)
    {
        long[] sorted = [.. numbers.Distinct().Order()];
        var ranges = new List<string>();
        for (int i = 0; i < sorted.Length;)
        {
            int last = i;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[last] + 1)
            {
                last++;
            }

            ranges.Add(last == i ? $"{sorted[i]}" : $"{sorted[i]}-{sorted[last]}");
            i = last + 1;
        }

        return string.Join(", ", ranges);
    }
}
