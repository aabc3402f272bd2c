using Conformance;
using Mdb.Tests.Processes;

namespace Mdb.Tests.Triage;

/// <summary>contrib/slurm under a Slurm of its own on this machine.</summary>
public class SlurmTests
{
    private static readonly string[] _needed = ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch", "/usr/sbin/munged"];

    [Fact]
    public void An_array_of_tasks_records_what_one_process_does_and_a_rerun_fills_holes()
    {
        Assert.SkipUnless(Array.TrueForAll(_needed, File.Exists), "needs slurm-wlm and munge");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Slurm's daemons are started by root");
        using var mdb = new MdbProcess { Limit = TimeSpan.FromMinutes(4) };
        string root = Path.GetFullPath(Path.Combine(RepositoryPaths.Folder, "..", ".."));
        string copy = Path.Combine(mdb.Folder, "copy");
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "samples", "dumps", "bhyve-new")))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        string[] dumps =
        [
            .. Directory.EnumerateDirectories(Path.Combine(root, "samples", "dumps")), .. Enumerable.Repeat(DumpCache.Folder("ctx-new"), 3),
            DumpCache.Folder("bad-trunc-data"), copy,
        ];
        File.WriteAllLines(Path.Combine(mdb.Folder, "list"), dumps);

        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // munged runs as another user, who must get through to its own folder.
        string spool = Directory.CreateTempSubdirectory("mdb-slurm-").FullName;
        try
        {
            File.SetUnixFileMode(spool, (UnixFileMode)0b111_101_101);
            string path = $"{Path.GetDirectoryName(MdbProcess.Program)}:$PATH";
            ProcessResult result = mdb.Shell($"PATH=\"{path}\" '{root}/contrib/slurm/test.sh' '{spool}/run' \"$PWD/list\"");
            Assert.Equal((0, "all as one process"), (result.Status, result.Output.TrimEnd().Split('\n')[^1]));
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }
}
