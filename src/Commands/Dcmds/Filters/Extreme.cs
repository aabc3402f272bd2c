using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>The smallest or largest value of an expression.</summary>
internal abstract class Extreme(string name, string summary, int sign) : KeyedDcmd
{
    public override DcmdInfo Info { get; } = new(name, summary)
    {
        Usage = "expression [by expression ...]",
        PipeOnly = true,
        IsBareWord = true,
        Ours = true,
        Help = $"""
            Shows the {(sign < 0 ? "smallest" : "largest")} value of a column, a member or an expression; with 'by' that of
            each key. The row stands for the first element that has it, so that a later stage
            can ::print that. Texts compare byte by byte; empty cells do not count.
            """,
        Examples = [$"::walk thread | {name} t_pri", $"::walk thread | {name} t_pri | ::print kthread_t t_pri"],
    };

    protected override int Operands => 1;

    protected override Tally NewTally() => new Best(sign);

    private sealed class Best(int sign) : Tally
    {
        private FilterValue? _best;

        public override FilterValue? Result => _best;

        public override void Add(in FilterValue value, in FilterElement element)
        {
            if (value.Kind != FilterKind.None && (_best is not { } best || FilterOrder.Compare(value, best) * sign > 0))
            {
                _best = value;
                Element = element.HasValue ? element.Item with { Source = null } : null;
            }
        }
    }
}

/// <summary>The smallest.</summary>
[Dcmd("min")]
internal sealed class Min() : Extreme("min", "the smallest value among the elements", -1);

/// <summary>The largest.</summary>
[Dcmd("max")]
internal sealed class Max() : Extreme("max", "the largest value among the elements", 1);
