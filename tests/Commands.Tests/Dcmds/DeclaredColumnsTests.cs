using System.Text.RegularExpressions;
using Commands.Pipeline;

namespace Commands.Tests.Dcmds;

/// <summary>Every command as its examples call it, and with each of its options, on every sample: its rows have columns that it declares.</summary>
public partial class DeclaredColumnsTests
{
    /// <summary>Rows that these show are of what they are given to run.</summary>
    private static readonly string[] Runners = ["eval", "map", "grep", "$<", "$<<"];

    public static TheoryData<string, string> Commands() => new(Registry.DcmdNames
        .Where(name => Registry.CreateDcmd(name) is { TakesRows: false, ShownAs: null } && !Runners.Contains(name))
        .SelectMany(_ => SampleDumps.Names, (name, dump) => (dump, name)));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Rows_have_only_columns_that_their_command_declares(string dump, string name)
    {
        string[] declared = Registry.ColumnsOf(name).Split(' ');
        var undeclared = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string statement in Statements(name))
        {
            var session = new Session(
                SampleDumps.Open(dump), new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions { Deadline = TimeSpan.FromSeconds(20) });
            var rows = new RowNames(session);
            session.Evaluate(statement, 0, rows);
            undeclared.UnionWith(rows.Names.Except(declared).Select(column => $"{statement}: {column}"));
        }

        Assert.Empty(undeclared);
    }

    /// <summary>
    /// Examples that end in the command, and calls without and with each letter of its usage: on nothing, on what the examples and the
    /// walkers of what it takes give it.
    /// </summary>
    private static IEnumerable<string> Statements(string name)
    {
        DcmdInfo info = Registry.CreateDcmd(name)!.Info;
        string verb = char.IsLetterOrDigit(name[0]) || name[0] == '_' ? "::" + name : name;
        string[] examples = [.. info.Examples.Where(e => Regex.IsMatch(e, $@"{Regex.Escape(verb)}(?!\w)[^|;!]*$"))];
        string[] fronts =
        [
            .. examples.Select(e => e[..(e.LastIndexOf(verb, StringComparison.Ordinal) + verb.Length)]).Append(verb)
                .Concat(Walkers(name).Select(walker => $"::walk {walker} | ::head -3 | {verb}")).Distinct(),
        ];
        char[] letters = [.. OptionLetters().Matches(info.Usage).SelectMany(m => m.Groups[1].Value).Where(char.IsAsciiLetterOrDigit).Distinct()];
        return fronts.SelectMany(front => letters.Select(letter => $"{front} -{letter}").Prepend(front)).Concat(examples).Distinct();
    }

    private static IEnumerable<string> Walkers(string name) => Registry.CreateDcmd(name) is { InputType: { } type, Info.Address: not AddressUse.None }
        ? Registry.WalkerNames.Where(walker => Registry.CreateWalker(walker)!.Info.Yields == type)
        : [];

    [GeneratedRegex(@"-([A-Za-z0-9|]+)")]
    private static partial Regex OptionLetters();

    /// <summary>The columns of all rows that come.</summary>
    private sealed class RowNames(Session session) : global::Commands.Pipeline.Output
    {
        private readonly Run _run = new(session, CancellationToken.None);

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public override bool Emit(OutputEvent output)
        {
            if (output.IsRow)
            {
                Names.UnionWith(output.ColumnNames(_run));
            }

            return true;
        }
    }
}
