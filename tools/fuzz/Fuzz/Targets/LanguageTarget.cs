using System.Text;
using Commands.Pipeline;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Fuzz.Targets;

/// <summary>
/// Statements, parsed and run on the small dump within a deadline. The first byte chooses the rules: <c>s</c> those of stock mdb, <c>j</c> JSON,
/// anything else the usual ones. After a second what is left of the input is not run. No program can be started; what would write files is left out.
/// </summary>
internal sealed class LanguageTarget : FuzzTarget
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly KernelTarget _target = SmallDump.Open();
    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-fuzz-").FullName;

    public override string Name => "language";

    /// <summary>A statement that goes on for ever makes garbage for as long as it may; what it holds is bounded by the heap's own limit.</summary>
    protected override long MostAllocated => 8L << 30;

    public override void Dispose()
    {
        base.Dispose();
        _target.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void Exercise(byte[] input)
    {
        if (input.Length == 0 || WritesFiles(Encoding.Latin1.GetString(input)))
        {
            return;
        }

        var options = new SessionOptions
        {
            Stock = input[0] == 's',
            Form = input[0] == 'j' ? OutputForm.Json : OutputForm.Text,
            WorkingFolder = _folder,
            Deadline = Deadline,
        };
        var streams = new SessionStreams(new MemoryStream(input, 1, input.Length - 1), Stream.Null, Stream.Null);
        var session = new Session(_target, streams, options);
        using var end = new Timer(_ => session.Quit = true, null, Longest, Timeout.InfiniteTimeSpan);
        session.RunScript(streams.Input);
        session.Complete();
        foreach (Problem problem in session.Problems)
        {
            CheckCode(problem);
        }
    }

    /// <summary>::log and $&gt; append to a file, ::typedef -w makes one.</summary>
    private static bool WritesFiles(string text) =>
        text.Contains("log", StringComparison.Ordinal) || text.Contains("$>", StringComparison.Ordinal)
        || (text.Contains("typedef", StringComparison.Ordinal) && text.Contains('w'));
}
