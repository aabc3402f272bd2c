using System.Text.RegularExpressions;
using Commands.Pipeline;

namespace Conformance.Agreement;

/// <summary>Runs a statement and compares what its text says with what its JSON says.</summary>
internal static partial class AgreementCheck
{
    /// <summary>Help, what the user lays out, and pictures: of bytes, which JSON has as one text of hex digits, and of bits under a ruler.</summary>
    private static readonly string[] WithoutColumns = ["help", "printf", "echo", "dump", "bitset"];

    /// <summary>Numbers and names of the text that no cell has; none for what is no dcmd or goes to a shell.</summary>
    public static IReadOnlyList<string> Missing(Session session, string statement)
    {
        string command = Command().Match(statement[(statement.LastIndexOf('|') + 1)..]).Groups[1].Value;
        if (statement.Contains('!', StringComparison.Ordinal) || command.Length == 0 || WithoutColumns.Contains(command))
        {
            session.Evaluate(statement.Split('!')[0], session.Dot, new Nothing());
            return [];
        }

        var sink = new AgreementSink(session, command);
        session.Evaluate(statement, session.Dot, sink);
        return sink.Finish();
    }

    private sealed class Nothing : Commands.Pipeline.Output
    {
        public override bool Emit(OutputEvent output) => true;
    }

    [GeneratedRegex(@"::(\w+)", RegexOptions.RightToLeft)]
    private static partial Regex Command();
}
