using Commands.Pipeline;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Counts of segments by size, drawn.</summary>
internal static class Histogram
{
    private const int Width = 40;

    /// <param name="Of">What the segments are in.</param>
    /// <param name="Power">They have 2 to this power of bytes, or more but less than twice as many.</param>
    /// <param name="Most">The largest count of the histogram.</param>
    private sealed record Row(ulong Of, int Power, ulong Count, ulong Most)
    {
        public string Bar => new('*', Count == 0 ? 0 : Math.Max(1, (int)((UInt128)Count * Width / Most)));
    }

    private static readonly Table<Row> Layout = new(
        [new("of", r => Cell.Address(r.Of)), new("power", r => r.Power), new("segments", r => r.Count)],
        Header: null,
        (r, w) => w.Printf("%19d: %6llu %s\n", r.Power, r.Count, r.Bar));

    public static IEnumerable<string> Names => Layout.Names;

    /// <summary>Shows the classes of an array of counts, from the first to the last that is not empty; false when the reader has enough.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="of">What it is the histogram of.</param>
    /// <param name="value">The structure that has the array.</param>
    /// <param name="member">The array.</param>
    /// <param name="shift">Power of the first class.</param>
    /// <param name="names">Columns of the other rows of the command.</param>
    public static bool Show(Pipeline.Output output, ulong of, Value value, string member, int shift, IReadOnlyList<string> names)
    {
        if (!value.TryGet(member, out Value counts) || counts.Type.Resolve() is not ArrayType array)
        {
            return true;
        }

        Table<Row> table = Layout.And(names);
        ulong[] all = [.. Enumerable.Range(0, (int)Math.Min(array.Count, 64)).Select(i => counts.Element(i).TryUInt64(out ulong count) ? count : 0)];
        int first = Array.FindIndex(all, count => count != 0);
        int last = Array.FindLastIndex(all, count => count != 0);
        for (int i = first; i >= 0 && i <= last; i++)
        {
            if (!output.Emit(new RowEvent<Row>(table, new Row(of, i + shift, all[i], all.Max()), item: null)))
            {
                return false;
            }
        }

        return true;
    }
}
