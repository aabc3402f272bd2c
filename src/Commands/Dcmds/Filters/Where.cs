using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>Passes on what a condition holds for.</summary>
[Dcmd("where")]
internal sealed class Where : FilterDcmd
{
    public override DcmdInfo Info { get; } = new("where", "pass on the elements for which a condition holds")
    {
        Usage = "condition",
        PipeOnly = true,
        IsBareWord = true,
        TakesFilter = true,
        Ours = true,
        Help = """
            Passes on the rows or elements for which the condition holds, as they are. Names
            are columns of the row, or members of the element by a path such as
            t_procp->p_user.u_comm, or symbols; '.' is the element itself.

              == != < <= > >=   numbers by value, "texts" byte by byte
              =~ !~             an extended regular expression matches, or does not
              && || !           and, or, not
              + - * % # %% & | ^ << >> ~  as in the language; | only in parentheses

            Numbers without prefix are in the current radix: 0t60 is decimal. Behind an
            operand, ! is the shell; where an operand is due, it is "not".
            """,
        Examples =
        [
            "::walk thread | where t_pri > 0t60", "::walk proc | where p_user.u_comm == \"sched\" | ::print proc_t p_user.u_comm",
            "::ps | where pid < 0t10 && name =~ \"^s\"", "::stacks | where frames =~ \"swtch\"",
        ],
    };

    protected override Status Take(Invocation call)
    {
        if (call.Filter is not { } condition)
        {
            return Status.Usage;
        }

        if (Value(call, condition).IsTrue)
        {
            Pass(call, call.Item);
        }

        return Status.Ok;
    }
}
