namespace Commands.Pipeline;

/// <summary>The order of values in filters and sorts: nothing, then numbers by value, then texts byte by byte.</summary>
internal static class FilterOrder
{
    public static int Compare(in FilterValue a, in FilterValue b)
    {
        int rank = Rank(a).CompareTo(Rank(b));
        if (rank != 0)
        {
            return rank;
        }

        return Rank(a) switch
        {
            0 => 0,
            1 when a.Kind == FilterKind.Number && b.Kind == FilterKind.Number => a.Number.CompareTo(b.Number),
            1 => AsReal(a).CompareTo(AsReal(b)),
            _ => string.CompareOrdinal(a.Text, b.Text),
        };
    }

    /// <summary>Numbers of one value, or of the same bits where one of them has a sign.</summary>
    public static bool AreEqual(in FilterValue a, in FilterValue b)
    {
        if (a.Kind == FilterKind.Real || b.Kind == FilterKind.Real)
        {
            return AsReal(a) == AsReal(b);
        }

        return a.Bits == b.Bits || Unsigned(a) == b.Number || a.Number == Unsigned(b);
    }

    /// <summary>A value as a part of a key: equal keys are equal objects.</summary>
    public static (int Rank, Int128 Number, double Real, string Text) Key(in FilterValue value) => value.Kind switch
    {
        FilterKind.Number => (1, value.Number, 0, ""),
        FilterKind.Real => (1, 0, value.Real, ""),
        FilterKind.Text => (2, 0, 0, value.Text),
        _ => (0, 0, 0, ""),
    };

    private static int Rank(in FilterValue value) => value.Kind switch
    {
        FilterKind.Number or FilterKind.Real => 1,
        FilterKind.Text => 2,
        _ => 0,
    };

    private static double AsReal(in FilterValue value) => value.Kind == FilterKind.Real ? value.Real : (double)value.Number;

    private static Int128 Unsigned(in FilterValue value) => value.Number >= 0 ? value.Number : value.Number + (Int128.One << value.Width);
}
