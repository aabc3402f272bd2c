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
    private const int Runs = 5;
    private const string Question = "*panic_thread=K";

    private static readonly string[] Columns =
        ["answer ms", "indexed ms", "anon kB", "peak kB", "-j1 s", "extract s", "of threads", "open ms", "answer/extract"];

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

        Console.WriteLine($"{"",-22}" + string.Concat(Columns.Select(c => $"{c,15}")));
        foreach ((string name, string vmcore) in ((string, string)[])[("many", Path.Combine(many, "vmcore.0")), ("1 GiB", large)])
        {
            foreach (VmdumpEncoding encoding in Enum.GetValues<VmdumpEncoding>())
            {
                string dump = Path.Combine(folder, $"{name.Replace(" ", "", StringComparison.Ordinal)}-{encoding}.1");
                if (!File.Exists(dump))
                {
                    VmdumpFile.Write(vmcore, dump, new VmdumpForm { Encoding = encoding });
                }

                Row($"{name}, {encoding}", program, dump, folder);
            }
        }

        return 0;
    }

    private static void Row(string title, string program, string dump, string folder)
    {
        double answer = Median(() => Ask(program, dump, "--no-index"));
        Ask(program, dump); // leaves an index where that pays
        double indexed = Median(() => Ask(program, dump));
        string status = Ask(program, dump, "--no-index", Question + "\n!grep -e VmHWM -e RssAnon /proc/$PPID/status");
        double one = Median(() => Extract(program, dump, folder, 1), Clean);
        double all = Median(() => Extract(program, dump, folder, 0), Clean);
        double open = Median(() => Ask(program, Path.Combine(folder, "vmcore.1")));
        Clean();
        object[] cells = [Text(answer), Text(indexed), Kilobytes(status, "RssAnon"), Kilobytes(status, "VmHWM"), Text(one / 1000), Text(all / 1000), Text(one / all), Text(open), Text(answer / all)];
        Console.WriteLine($"{title,-22}" + string.Concat(cells.Select(c => $"{c,15}")));

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

    private static void Extract(string program, string vmdump, string folder, int threads) =>
        Start(program, ["extract", "--force", "-j", threads.ToString(CultureInfo.InvariantCulture), "-o", folder, vmdump], "");

    private static string Ask(string program, string dump, string? option = null, string script = Question) =>
        Start(program, option is null ? ["-S", dump] : ["-S", option, dump], script + "\n");

    private static string Start(string program, string[] words, string input)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
