using Commands.Pipeline;
using Commands.Walkers;

namespace Commands.Dcmds.Core;

/// <summary>The debugger modules: whom the commands and walkers belong to.</summary>
[Dcmd("dmods")]
internal sealed class Dmods : Dcmd
{
    private static readonly Table<string> Names = new([new("module", m => m)], Header: null, (m, w) => w.Printf("%s\n", m));

    private sealed record Member(string Module, string Kind, string Name, string Summary);

    private static readonly Table<Member> Members = new(
        [new("module", m => m.Module), new("kind", m => m.Kind), new("name", m => m.Name), new("summary", m => m.Summary)],
        Header: null,
        (m, w) => w.Printf("  %-4s %-16s - %s\n", m.Kind, m.Name, m.Summary));

    public override DcmdInfo Info { get; } = new("dmods", "list loaded debugger modules")
    {
        Usage = "[-l] [mod]",
        StockHelp = false,
        Help = "Lists the debugger modules; -l their commands and walkers, of all modules or of one.",
        Examples = ["::dmods", "::dmods -l genunix"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "l") is not { } options || call.Arguments.Count > options.Rest + 1)
        {
            return Status.Usage;
        }

        ILookup<string, Member> members = All(call.Session).ToLookup(m => m.Module);
        string? wanted = call.Arguments.Count > options.Rest ? call.Arguments[options.Rest].Text : null;
        if (wanted is not null && !members.Contains(wanted))
        {
            return call.Fail($"{wanted} module not loaded");
        }

        foreach (IGrouping<string, Member> module in members.Where(m => wanted is null || m.Key == wanted).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (!options.Has('l'))
            {
                call.Row(Names, module.Key);
                continue;
            }

            call.Line(module.Key);
            foreach (Member member in module)
            {
                call.Row(Members, member);
            }
        }

        return Status.Ok;
    }

    /// <summary>Whether anything belongs to a module of that name.</summary>
    internal static bool Exists(Session session, string module) => All(session).Any(m => m.Module == module);

    private static IEnumerable<Member> All(Session session)
    {
        foreach (string name in Registry.DcmdNames)
        {
            DcmdInfo info = Registry.CreateDcmd(name)!.Info;
            yield return new Member(info.Module, "dcmd", name, info.Summary);
        }

        foreach ((string name, WalkerInfo info) in WalkerTable.All(session))
        {
            yield return new Member(info.Module, "walk", name, info.Summary);
        }
    }
}
