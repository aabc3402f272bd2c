using System.Diagnostics;
using System.Globalization;
using DumpBuilder;
using DumpBuilder.Kernel;

namespace Bench;

/// <summary>
/// What a person waits for who has a compressed dump: the first answer from the dump as it is, beside extracting and opening it, and the memory
/// that it takes. On <c>many</c> in the encodings that the builder writes, and on a dump of 1 GiB that it makes.
/// </summary>
internal static class CompressedDumps
{
    private const int LargePages = 262_144;
    private const int Runs = 5;

    /// <param name="program">The published program.</param>
    /// <param name="many">Folder of the dump <c>many</c>.</param>
    /// <param name="folder">Where there is room for the large one and what is extracted from it.</param>
    public static int Run(string program, string many, string folder)
    {
        Directory.CreateDirectory(folder);
        string large = Path.Combine(folder, "vmcore.0");
        if (!File.Exists(large))
        {
            Large(large, Path.Combine(folder, "unix.0"));
        }

        Console.WriteLine("{0,-24} {1,12} {2,10} {3,14} {4,14} {5,16} {6,12}", "", "answer ms", "peak kB", "extract -j1 s", "extract s", "ratio of threads", "open ms");
        foreach ((string name, string vmcore) in ((string, string)[])[("many", Path.Combine(many, "vmcore.0")), ("1 GiB", large)])
        {
            foreach (int streams in (int[])[0, 2])
            {
                string vmdump = Path.Combine(folder, "vmdump.1");
                VmdumpFile.Write(vmcore, vmdump, streams);
                double answer = Median(() => Ask(program, vmdump, "*panic_thread=K"));
                string peak = Ask(program, vmdump, "*panic_thread=K\n!grep VmHWM /proc/$PPID/status").Split("VmHWM:")[^1].Replace("kB", "", StringComparison.Ordinal).Trim();
                double one = Median(() => Extract(program, vmdump, folder, 1), Clean);
                double all = Median(() => Extract(program, vmdump, folder, 0), Clean);
                double open = Median(() => Ask(program, Path.Combine(folder, "vmcore.1"), "*panic_thread=K"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name + (streams == 0 ? ", lzjb" : ", lzjb streams"),-24} {answer,12:F1} {peak,10} {one / 1000,14:F2} {all / 1000,14:F2} {one / all,16:F2} {open,12:F1}"));
            }
        }

        return 0;

        // To free a large file takes as long as to write it.
        void Clean()
        {
            File.Delete(Path.Combine(folder, "unix.1"));
            File.Delete(Path.Combine(folder, "vmcore.1"));
        }
    }

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

    private static string Ask(string program, string dump, string script) => Start(program, ["-S", dump], script + "\n");

    private static string Start(string program, string[] words, string input)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    /// <summary>Memory like that of a kernel: much of it compresses well, some not, some is zero.</summary>
    private static void Large(string vmcore, string unix)
    {
        var image = new DumpImage();
        KernelModule kernel = image.AddModule("unix");
        (kernel.Text, kernel.TextSize, kernel.Data, kernel.DataSize) = (0xfffffffffb800000, 0x10000, 0xfffffffffbc00000, 0x10000);
        kernel.AddObject("kas", 0xfffffffffbc00100, 224);
        kernel.AddObject("modules", 0xfffffffffbc00400, 144);
        kernel.AddObject("panic_thread", 0xfffffffffbc00800, 8);
        image.AddRegion(0xfffffe0000000000, LargePages * 4096UL, writer =>
        {
            var random = new Random(12477);
            var page = new byte[4096];
            for (int i = 0; i < LargePages; i++)
            {
                page.AsSpan().Clear();
                for (int at = 0; at < 4096 && i % 5 != 0; at += 8)
                {
                    ulong word = i % 3 == 0 ? (ulong)random.NextInt64() : 0xfffffe0000000000 + ((ulong)random.Next(64) << 12);
                    BitConverter.TryWriteBytes(page.AsSpan(at), word);
                }

                writer.Write(writer.Address + ((ulong)i * 4096), page);
            }
        });
        image.Write(unix, vmcore);
    }
}
