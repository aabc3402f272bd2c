namespace Commands.Dcmds.Kernel.Timers;

/// <summary>
/// The drawing of a heap: the root in the middle of the page, below each node the halves of its share of the width for its children. A level
/// takes three lines: numbers, bars, branches. Where the share gets too narrow for branches a child is a letter for its side and its number.
/// </summary>
internal static class CyclicHeapPicture
{
    private const int Width = 78;
    private const int LinesPerLevel = 3;
    private const int Narrowest = 5;

    /// <param name="heap">What stands at each place; children of place i are at 2i + 1 and 2i + 2.</param>
    public static IReadOnlyList<string> Draw(IReadOnlyList<int> heap)
    {
        var lines = new List<char[]>();
        Node(lines, heap, place: 0, level: 0, left: 1, right: Width);
        return [.. lines.Select(line => new string(line))];
    }

    private static void Node(List<char[]> lines, IReadOnlyList<int> heap, int place, int level, int left, int right)
    {
        if (place >= heap.Count)
        {
            return;
        }

        int top = level * LinesPerLevel;
        if (right - left < Narrowest)
        {
            bool isLeft = (place & 1) != 0;
            Put(lines, top + (isLeft ? 0 : 1), left, $"{(isLeft ? 'L' : 'R')}{heap[place]}");
            return;
        }

        int middle = (left + right) / 2;
        int west = (left + middle) / 2;
        int east = (middle + right) / 2;
        Put(lines, top, middle, heap[place].ToString());
        Put(lines, top + 1, middle, "|");
        Put(lines, top + 2, west, "+" + new string('-', middle - west - 1) + "+" + new string('-', east - middle - 1) + "+");
        Node(lines, heap, (2 * place) + 1, level + 1, left, middle);
        Node(lines, heap, (2 * place) + 2, level + 1, middle, right);
    }

    private static void Put(List<char[]> lines, int line, int column, string text)
    {
        while (lines.Count <= line)
        {
            lines.Add([.. Enumerable.Repeat(' ', Width)]);
        }

        for (int i = 0; i < text.Length && column + i < Width; i++)
        {
            lines[line][column + i] = text[i];
        }
    }
}
