using System.Diagnostics;
using System.Globalization;
using DumpBuilder;

namespace Bench;

/// <summary>
/// What a person waits for who has a compressed dump: the first answer from the dump as it is, without and with a kept index, beside
/// extracting it and opening that, and the memory that it takes. On <c>many</c> and on a dump of 1 GiB, in each encoding.
/// </summary>
/// <remarks>Extracting is as fast as the disk of the folder; a folder in memory shows what the processors do.</remarks>
internal static class CompressedDumps
{
    private const int Runs = 3;
    private const string MemoryFolder = "/dev/shm";
    private const long MemoryNeeded = 4L << 30; // the largest of the dumps, and what is extracted from it
    private const string Question = "*panic_thread=K";

    private static readonly string[] Columns =
        ["answer ms", "indexed ms", "anon kB", "packed/plain", "-j1 s", "-j1 peak kB", "extract s", "peak kB", "of threads", "open ms", "answer/all"];

    /// <param name="program">The published program.</param>
    /// <param name="many">Folder of the dump <c>many</c>.</param>
    /// <param name="folder">Where there is room for the large one and what is extracted from it.</param>
    public static int Run(string program, string many, string folder)
    {
        Directory.CreateDirectory(folder);
        string large = Path.Combine(folder, "vmcore.0");
        if (!File.Exists(large))
        {
            LargeDump.Write(Path.Combine(folder, "unix.0"), large);
        }

        Console.WriteLine("answer: the first one from the dump as it is, by itself and with a kept index, and its private memory, of which 64 MiB are the cache;");
        Console.WriteLine("-j1, extract: with one thread and with all; answer/all: of the time to extract and open. Answers from \"many\" are the start of the program.");
        string memory = Path.Combine(MemoryFolder, "mdb-bench-" + Environment.ProcessId);
        bool hasMemory = Directory.Exists(MemoryFolder) && new DriveInfo(MemoryFolder) is { DriveFormat: "tmpfs", AvailableFreeSpace: > MemoryNeeded };
        Rows(program, Path.Combine(many, "vmcore.0"), large, folder, folder);
        if (!hasMemory)
        {
            Console.WriteLine($"no folder in memory with {MemoryNeeded >> 30} GiB free ({MemoryFolder})");
            return 0;
        }

        try
        {
            Directory.CreateDirectory(memory);
            Rows(program, Path.Combine(many, "vmcore.0"), large, folder, memory);
        }
        finally
        {
            Directory.Delete(memory, recursive: true);
        }

        return 0;
    }

    /// <param name="dumps">Where the dumps are, once they were made.</param>
    /// <param name="work">Where they are opened and extracted.</param>
    private static void Rows(string program, string many, string large, string dumps, string work)
    {
        Console.WriteLine();
        Console.WriteLine($"{new DriveInfo(Path.GetFullPath(work)).DriveFormat,-22}" + string.Concat(Columns.Select(c => $"{c,13}")));
        foreach ((string name, string vmcore) in ((string, string)[])[("many", many), ("1 GiB", large)])
        {
            foreach (VmdumpEncoding encoding in Enum.GetValues<VmdumpEncoding>())
            {
                string dump = Path.Combine(dumps, $"{name.Replace(" ", "", StringComparison.Ordinal)}-{encoding}.1");
                if (!File.Exists(dump))
                {
                    VmdumpFile.Write(vmcore, dump, new VmdumpForm { Encoding = encoding });
                }

                string here = Path.Combine(work, Path.GetFileName(dump));
                if (here != dump)
                {
                    File.Copy(dump, here);
                }

                Row($"{name}, {encoding}", program, here, work, (double)new FileInfo(dump).Length / new FileInfo(vmcore).Length);
                File.Delete(here + ".mdbindex");
                if (here != dump)
                {
                    File.Delete(here);
                }
            }
        }
    }

    private static void Row(string title, string program, string dump, string folder, double packed)
    {
        double answer = Median(() => Ask(program, dump, "--no-index"));
        Ask(program, dump); // leaves an index where that pays
        double indexed = Median(() => Ask(program, dump));
        string status = Ask(program, dump, "--no-index", Question + "\n!grep -e RssAnon /proc/$PPID/status");
        long onePeak = 0;
        long peak = 0;
        double one = Median(() => onePeak = Math.Max(onePeak, Extract(program, dump, folder, 1)), Clean);
        double all = Median(() => peak = Math.Max(peak, Extract(program, dump, folder, 0)), Clean);
        double open = Median(() => Ask(program, Path.Combine(folder, "vmcore.1")));
        Clean();
        object[] cells =
        [
            Text(answer), Text(indexed), Kilobytes(status, "RssAnon"), Text(packed), Text(one / 1000), onePeak >> 10, Text(all / 1000), peak >> 10,
            Text(one / all), Text(open), Text(answer / (all + open)),
        ];
        Console.WriteLine($"{title,-22}" + string.Concat(cells.Select(c => $"{c,13}")));

        // To free a large file takes as long as to write it.
        void Clean()
        {
            File.Delete(Path.Combine(folder, "unix.1"));
            File.Delete(Path.Combine(folder, "vmcore.1"));
        }
    }

    private static string Text(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private static string Kilobytes(string status, string name) =>
        status.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim() ?? "-";

    private static double Median(Action work, Action? before = null)
    {
        var times = new List<double>();
        for (int i = 0; i < Runs; i++)
        {
            before?.Invoke();
            var clock = Stopwatch.StartNew();
            work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[Runs / 2];
    }

    /// <returns>The largest private memory that was seen, in bytes.</returns>
    private static long Extract(string program, string vmdump, string folder, int threads)
    {
        var start = new ProcessStartInfo(
            program, ["extract", "--force", "-j", threads.ToString(CultureInfo.InvariantCulture), "-o", folder, vmdump])
        { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        long peak = 0;
        do
        {
            peak = Math.Max(peak, Anonymous(process.Id));
        }
        while (!process.WaitForExit(20));
        return peak;
    }

    private static long Anonymous(int process)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{process}/status");
            return long.TryParse(Kilobytes(status, "RssAnon"), NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes << 10 : 0;
        }
        catch (IOException)
        {
            return 0; // it has ended
        }
    }

    private static string Ask(string program, string dump, string? option = null, string script = Question) =>
        Start(program, option is null ? ["-S", dump] : ["-S", option, dump], script + "\n");

    private static string Start(string program, string[] words, string input)
    {
        // The large dump has no panic, which is said each time.
        var start = new ProcessStartInfo(program, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
