using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>Tags variables, or lists those that are tagged or the debugger's own.</summary>
[Dcmd("typeset")]
internal sealed class Typeset : Dcmd
{
    public override DcmdInfo Info { get; } = new("typeset", "set variable attributes")
    {
        Usage = "[+/-t] variable ...",
        Help = """
            With -t tags the variables named, with +t takes the tag away. Without operands
            lists the variables that are tagged or that the debugger made.
            """,
        Examples = ["5>x; ::typeset -t x; ::vars -t"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Any(a => a.IsNumber))
        {
            return Status.Usage;
        }

        bool? tag = null;
        var names = new List<string>();
        foreach (Argument argument in call.Arguments)
        {
            string word = argument.Text!;
            switch (word)
            {
                case "-t": tag = true; break;
                case "+t": tag = false; break;
                case ['-' or '+', ..]: return Status.Usage;
                default: names.Add(word); break;
            }
        }

        if (names.Count > 0)
        {
            return Tag(call, names, tag);
        }

        foreach (Variable variable in call.Session.Variables.All.Where(v => v.IsTagged || v.IsPersistent))
        {
            call.Row(Vars.Layout, variable);
        }

        return Status.Ok;
    }

    private static Status Tag(Invocation call, List<string> names, bool? tag)
    {
        foreach (string name in names)
        {
            if (call.Session.Variables.Find(name) is not { } variable)
            {
                return call.Fail($"variable '{name}' not defined");
            }

            variable.IsTagged = tag ?? variable.IsTagged;
        }

        return Status.Ok;
    }
}
