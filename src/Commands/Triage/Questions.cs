using System.Text;
using System.Text.Json;
using Commands.Pipeline;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Commands.Triage;

/// <summary>Asks one dump in mdb's own language and keeps the rows of the answers, until the time for all of them is over.</summary>
internal sealed class Questions : IDisposable
{
    private const string DeadlineReached = "MDB401";
    private const string NotThere = "MDB526";
    private const string Prefix = "mdb: ";
    private const string PartialPrefix = Prefix + "partial: ";

    private readonly MemoryStream _errors = new();
    private readonly long _deadline;

    /// <param name="target">The dump.</param>
    /// <param name="deadline">Point in <see cref="Environment.TickCount64"/>.</param>
    public Questions(ITarget target, long deadline)
    {
        _deadline = deadline;
        Session = new Session(target, new SessionStreams(Stream.Null, Stream.Null, _errors), new SessionOptions());
    }

    public Session Session { get; }

    /// <summary>Whether the time ran out before everything was answered.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Met so far, in order.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>What the questions asked for that the kernel of the dump never had, in order.</summary>
    public List<TriageAbsence> Absent { get; } = [];

    /// <summary>
    /// The rows of a statement; what went wrong is in <see cref="Problems"/>, and in <see cref="Absent"/> what the symbols and types do not know:
    /// they were read, so that is another kernel and no damage.
    /// </summary>
    /// <param name="statement">One command line.</param>
    /// <param name="most">Rows that are enough.</param>
    /// <param name="matters">Which of the problems met count; null for all.</param>
    public List<JsonElement> Ask(string statement, int most = int.MaxValue, Func<Problem, bool>? matters = null)
    {
        long left = _deadline - Environment.TickCount64;
        if (left <= 0)
        {
            IsLate = true;
            Problems.Add(new Problem("MDB601", $"deadline reached before {statement}"));
            return [];
        }

        Session.Options.Deadline = TimeSpan.FromMilliseconds(left);
        int before = Session.Problems.Count;
        int absent = Absent.Count;
        var collector = new RowCollector(Session, most);
        Session.Evaluate(statement, 0, collector);
        foreach (Problem problem in Session.Problems.Skip(before))
        {
            IsLate |= problem.Code == DeadlineReached;
            if (problem.Code == NotThere)
            {
                Absent.Add(new TriageAbsence(statement, problem.Message));
            }
            else if (matters is null || matters(problem))
            {
                Problems.Add(problem);
            }
        }

        AddMessages(statement, [.. Absent.Skip(absent)]);
        return collector.Rows;
    }

    /// <summary>The first row of a statement; null where it has none.</summary>
    public JsonElement? First(string statement) => Ask(statement, 1) is [JsonElement row, ..] ? row : null;

    public void Dispose() => _errors.Dispose();

    /// <summary>Errors that a command said in words only, but for those that say once more what is absent.</summary>
    private void AddMessages(string statement, TriageAbsence[] absent)
    {
        string text = Encoding.UTF8.GetString(_errors.GetBuffer(), 0, (int)_errors.Length);
        _errors.SetLength(0);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isAbsent = absent.Any(a => line.EndsWith(a.Message, StringComparison.Ordinal) || line.EndsWith(Reasons.UnknownSymbol, StringComparison.Ordinal));
            if (!isAbsent && line.StartsWith(Prefix, StringComparison.Ordinal) && !line.StartsWith(PartialPrefix, StringComparison.Ordinal))
            {
                Problems.Add(new Problem("MDB602", $"{statement}: {line[Prefix.Length..]}"));
            }
        }
    }
}
