using Commands.Pipeline;
using DumpReader.Problems;

namespace Commands.Dcmds.Core;

/// <summary>Lists what was found wrong or missing: at open, then by each statement.</summary>
[Dcmd("problems")]
internal sealed class Problems : Dcmd
{
    private static readonly Table<Problem> Layout = new(
        [new("code", p => p.Code), new("message", p => p.Message), new("addr", p => p.Address is { } a ? Cell.Address(a) : Cell.None)],
        "CODE    PROBLEM",
        (p, w) =>
        {
            w.Printf("%-7s ", p.Code);
            w.Write(p.Message);
            w.NewLine();
        });

    public override DcmdInfo Info { get; } = new("problems", "list what was found wrong or missing")
    {
        Help = """
            Lists everything that could not be read or was read and is wrong: first what the
            opening of the dump met, then what each statement met. The codes are those of the
            lines 'mdb: partial: ...'; under -o stock this list is the only place that has them.
            """,
        Ours = true,
        Examples = ["::problems"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        Problem[] all = [.. call.Target.Problems.Concat(call.Session.Problems).Distinct()];
        if (all.Length > 0)
        {
            call.Header(Layout);
        }

        foreach (Problem problem in all)
        {
            if (!call.Row(Layout, problem))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
