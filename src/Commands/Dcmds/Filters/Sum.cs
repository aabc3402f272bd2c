using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>Adds numbers up.</summary>
[Dcmd("sum")]
internal sealed class Sum : KeyedDcmd
{
    public override DcmdInfo Info { get; } = new("sum", "add up a number of each element")
    {
        Usage = "expression [by expression ...]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = "Adds up a column, a member or an expression of all elements, in decimal; with 'by' of the elements of each key.",
        Examples = ["::walk thread | sum t_pri", "::walk thread | sum t_pri by t_procp"],
    };

    protected override int Operands => 1;

    protected override Tally NewTally() => new Total();

    private sealed class Total : Tally
    {
        private Int128 _total;

        public override FilterValue? Result => _total >= long.MinValue && _total <= ulong.MaxValue
            ? FilterValue.OfNumber(_total)
            : throw new FilterException("the sum does not fit into 64 bits");

        public override void Add(in FilterValue value, in FilterElement element)
        {
            FilterValue number = ArithmeticNode.Number(value);
            _total += number.Kind == FilterKind.Number ? number.Number : 0;
        }
    }
}
