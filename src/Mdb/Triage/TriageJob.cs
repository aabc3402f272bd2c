using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Commands.Triage;
using DumpReader.Problems;

namespace Mdb.Triage;

/// <summary>One dump of a run: finds its files, has a process look at it, and takes what that says.</summary>
internal sealed class TriageJob
{
    private const int MostBytes = 64 << 20;

    /// <summary>What a process may take beyond its deadline, which it keeps by itself unless it hangs: to start, and to write.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, string> NoNames = [];

    private readonly TriageOptions _options;
    private readonly DumpFiles? _files;
    private readonly TriageRecord? _unreadable;

    public TriageJob(string name, TriageOptions options)
    {
        _options = options;
        try
        {
            _files = DumpFiles.Find(name);
            RecordName = RecordFolder.NameOf(_files.Identity, _files.SymbolIdentity);
        }
        catch (DumpException failure)
        {
            string last = Path.GetFileName(Path.TrimEndingDirectorySeparator(name));
            _unreadable = TriageBuilder.Unreadable(null, null, failure.Problem, new Dictionary<string, string> { [name] = last }) with { Name = last };
            RecordName = "unreadable-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
        }
    }

    /// <summary>Name of the record's file, without its extension.</summary>
    public string RecordName { get; }

    /// <summary>Null where it was stopped.</summary>
    public TriageRecord? Record(CancellationToken stop)
    {
        if (_unreadable is not null)
        {
            return _unreadable;
        }

        DumpFiles files = _files!;
        using Process child = TriageChild.Start(files, _options);
        child.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_options.Deadline + Grace);
        using CancellationTokenRegistration killer = limit.Token.Register(() => Kill(child));
        Task drain = child.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        byte[] answer = ReadAll(child.StandardOutput.BaseStream);
        child.WaitForExit();
        drain.Wait(CancellationToken.None);
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        return child.ExitCode == 0 && TriageJson.Read(answer) is { } record ? record
            : limit.IsCancellationRequested ? Without(TriageStatus.Timeout, new Problem("MDB603", "deadline reached before there was an answer"))
            : Without(TriageStatus.Unreadable, new Problem("MDB604", $"the process that looked at it ended with status {child.ExitCode}"));

        TriageRecord Without(TriageStatus status, Problem problem) =>
            TriageBuilder.Unreadable(files.Identity, files.SymbolIdentity, problem, NoNames) with { Status = status };
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (stream.Read(buffer) is > 0 and int got)
        {
            if (all.Length < MostBytes)
            {
                all.Write(buffer, 0, got);
            }
        }

        return all.ToArray();
    }

    private static void Kill(Process child)
    {
        try
        {
            child.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
        }
    }
}
