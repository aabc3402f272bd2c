using Commands.Pipeline;
using CsCheck;

namespace Commands.Tests.Pipeline;

/// <summary>Conditions over random rows: our answer is that of a reference that knows only numbers.</summary>
public class FilterProperties
{
    private static readonly string[] Columns = ["pid", "pri", "flags"];

    private sealed record Row(long Pid, long Pri, long Flags)
    {
        public long Of(string name) => name == "pid" ? Pid : name == "pri" ? Pri : Flags;
    }

    /// <summary>A condition as text and what it comes to for a row.</summary>
    private sealed record Condition(string Text, Func<Row, Int128> Value);

    private static readonly Gen<Row> Rows = Gen.Select(Gen.Long[-3, 300], Gen.Long[-3, 70], Gen.Long[0, 0xffff], (a, b, c) => new Row(a, b, c));

    private static readonly Gen<Condition> Leaf = Gen.OneOf(
        Gen.Int[0, Columns.Length - 1].Select(i => Columns[i]).Select(name => new Condition(name, row => row.Of(name))),
        Gen.Int[0, 300].Select(n => new Condition($"0t{n}", _ => n)),
        Gen.Int[0, 300].Select(n => new Condition($"0x{n:x}", _ => n)),
        Gen.Int[10, 99].Select(n => new Condition(n.ToString(), _ => Convert.ToInt32(n.ToString(), 16))));

    private static readonly string[] Operators = ["+", "-", "*", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];

    private static readonly Gen<Condition> Tree = Gen.Recursive<Condition>((depth, self) => depth > 4
        ? Leaf
        : Gen.Frequency(
            (2, Leaf),
            (1, self.Select(c => new Condition($"!({c.Text})", row => c.Value(row) == 0 ? 1 : 0))),
            (1, self.Select(c => new Condition($"-({c.Text})", row => -c.Value(row)))),
            (4, Gen.Select(self, Gen.Int[0, Operators.Length - 1].Select(i => Operators[i]), self, (a, op, b) =>
                new Condition($"({a.Text}) {op} ({b.Text})", row => Apply(op, a.Value(row), () => b.Value(row)))))));

    [Fact]
    public void A_condition_has_the_value_of_the_reference() => Gen.Select(Tree, Rows).Sample((condition, row) =>
    {
        using var session = new FilterSession();
        Assert.Equal(condition.Value(row), session.Evaluate(condition.Text, new Values(row)));
    }, iter: 5000);

    [Fact]
    public void Any_text_is_a_condition_or_is_refused() => Gen.String[Gen.Char["pid .><=!~|&()\"'[]-+*#%0t9\\x"], 0, 20].Sample(text =>
    {
        using var session = new FilterSession();
        try
        {
            session.Evaluate(text, new Values(new Row(1, 2, 3)));
        }
        catch (FilterException)
        {
            return;
        }
    }, iter: 5000);

    private static Int128 Apply(string op, Int128 a, Func<Int128> b) => op switch
    {
        "+" => a + b(),
        "-" => a - b(),
        "*" => a * b(),
        "==" => a == b() ? 1 : 0,
        "!=" => a != b() ? 1 : 0,
        "<" => a < b() ? 1 : 0,
        "<=" => a <= b() ? 1 : 0,
        ">" => a > b() ? 1 : 0,
        ">=" => a >= b() ? 1 : 0,
        "&&" => a != 0 && b() != 0 ? 1 : 0,
        _ => a != 0 || b() != 0 ? 1 : 0,
    };

    /// <summary>An event that has these columns and nothing else.</summary>
    private sealed class Values(Row row) : OutputEvent
    {
        public override bool IsRow => true;

        public override IReadOnlyList<string> ColumnNames(Run run) => Columns;

        public override bool TryCell(Run run, string column, out Cell cell)
        {
            cell = row.Of(Columns.Contains(column) ? column : "pid");
            return Columns.Contains(column);
        }

        public override void WriteText(Run run, Commands.Output.MdbWriter writer) => writer.NewLine();
    }

    private sealed class FilterSession : IDisposable
    {
        private readonly DumpReader.Targets.ITarget _none = DumpReader.Targets.DumpOpener.Open(new DumpReader.Targets.OpenRequest());

        public Int128 Evaluate(string text, OutputEvent row)
        {
            var session = new Session(_none, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
            FilterNode node = FilterCompiler.Compile(text, session);
            return node.Evaluate(new FilterElement(new Item(0) { Source = row }, new Run(session, CancellationToken.None))).Number;
        }

        public void Dispose() => _none.Dispose();
    }
}
