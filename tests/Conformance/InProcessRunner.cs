using Commands.Pipeline;
using DumpReader.Targets;

namespace Conformance;

/// <summary>What a session answered.</summary>
internal sealed record Answer(byte[] Out, byte[] Err, int ExitStatus);

/// <summary>Runs a case through a session of its own, in this process, under <c>-o stock</c>.</summary>
internal static class InProcessRunner
{
    private static readonly string[] DumpFiles = ["unix.0", "vmcore.0"];

    public static Answer Run(Case test) => Run(test, test.Dump, DumpFiles);

    /// <summary>Runs a case on other files than its own.</summary>
    /// <param name="dump">The folder of <paramref name="files"/>; none for a session without a target.</param>
    public static Answer Run(Case test, string dump, IReadOnlyList<string> files)
    {
        string work = Directory.CreateTempSubdirectory("mdb-case-").FullName;
        try
        {
            return Run(test, dump == "none" ? [] : files, dump == "none" ? work : DumpCache.Folder(dump), work);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Files that a case writes go to a folder of its own.</summary>
    private static Answer Run(Case test, IReadOnlyList<string> files, string folder, string work)
    {
        using ITarget target = DumpOpener.Open(new OpenRequest
        {
            Operands = files,
            WorkingDirectory = folder,
        });
        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        using var input = new MemoryStream(test.Input);
        var streams = new SessionStreams(input, output, errors) { Shell = new CaseShell(work, output, errors) };
        var session = new Session(target, streams, new SessionOptions { Stock = true, WorkingFolder = work });
        if (test.IsExpression)
        {
            session.RunText(System.Text.Encoding.UTF8.GetString(test.Input));
        }
        else
        {
            session.RunScript(input);
        }

        session.Complete();
        return new Answer(output.ToArray(), errors.ToArray(), test.IsExpression ? session.ExitStatus : 0);
    }
}
