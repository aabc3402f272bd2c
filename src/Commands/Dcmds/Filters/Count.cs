using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>Counts elements.</summary>
[Dcmd("count")]
internal sealed class Count : KeyedDcmd
{
    public override DcmdInfo Info { get; } = new("count", "count the elements, or those of each key")
    {
        Usage = "[by expression ...]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = """
            Says how many elements there are, in decimal; with 'by' how many of each key, the
            most frequent first. A row stands for the object that its first key points at.
            """,
        Examples = ["::walk thread | count", "::walk thread | count by t_procp", "::ps | count by name"],
    };

    protected override int Operands => 0;

    protected override Tally NewTally() => new Number();

    protected override IEnumerable<(FilterKey Key, Tally Tally)> Order(IEnumerable<(FilterKey Key, Tally Tally)> rows) =>
        rows.OrderByDescending(r => r.Tally.Result!.Value.Number);

    private sealed class Number : Tally
    {
        private long _count;

        public override FilterValue? Result => FilterValue.OfNumber(_count);

        public override void Add(in FilterValue value, in FilterElement element) => _count++;
    }
}
