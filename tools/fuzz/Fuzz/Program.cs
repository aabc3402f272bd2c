using SharpFuzz;

namespace Fuzz;

/// <summary>
/// <c>afl TARGET</c>: under afl-fuzz, an input after another from standard input. <c>replay TARGET PATH...</c>: files and folders once each.
/// <c>guided TARGET SECONDS SEED FOLDER TO</c>: fuzzing in this process from the inputs of a folder; what reaches something new and what breaks
/// the promise is written to another. <c>minimize TARGET FOLDER TO</c>: of the inputs of a folder, the smallest that reach together what all do,
/// as far as 100 KB go. <c>seeds FOLDER</c>: writes the inputs to start from.
/// </summary>
internal static class Program
{
    private const int MostKept = 100_000;

    private static int Main(string[] args)
    {
        // Instrumented code that runs before afl-fuzz is heard of, to make the target, counts here.
        GuidedRun.GiveMap();
        if (args is ["seeds", var to])
        {
            Seeds.Write(to);
            return 0;
        }

        if (args.Length < 2 || FuzzTargets.Find(args[1]) is not { } found)
        {
            Console.Error.WriteLine($"usage: Fuzz afl|replay|guided|minimize TARGET ... | seeds FOLDER; targets: {string.Join(' ', FuzzTargets.Names)}");
            return 2;
        }

        using FuzzTarget target = found;
        switch (args[0])
        {
            case "afl":
                Fuzzer.OutOfProcess.Run(stream => target.Run(ReadAll(stream)));
                return 0;
            case "replay":
                return Replay(target, args[2..]);
            case "guided" when args.Length == 6:
                return Guided(target, TimeSpan.FromSeconds(double.Parse(args[2])), int.Parse(args[3]), Corpus.Read(args[4]), args[5]);
            case "minimize" when args.Length == 4:
                return Minimize(target, args[2], args[3]);
            default:
                return 2;
        }
    }

    private static int Replay(FuzzTarget target, IEnumerable<string> paths)
    {
        int failed = 0;
        foreach (string file in paths.SelectMany(Corpus.Files))
        {
            try
            {
                target.Run(File.ReadAllBytes(file));
                Console.WriteLine($"ok {file}");
            }
            catch (Exception e)
            {
                failed = 1;
                Console.WriteLine($"FAILED {file}: {e}");
            }
        }

        return failed;
    }

    private static int Guided(FuzzTarget target, TimeSpan budget, int seed, IReadOnlyList<byte[]> corpus, string to)
    {
        string queue = Path.Combine(to, "queue"), crashes = Path.Combine(to, "crashes");
        Directory.CreateDirectory(queue);
        Directory.CreateDirectory(crashes);
        var run = new GuidedRun();
        run.Run(target, corpus, budget, seed, input => File.WriteAllBytes(Path.Combine(queue, $"{seed}-{run.Inputs:d10}"), input));
        foreach ((byte[] input, Exception failure) in run.Failures.Values)
        {
            string file = Path.Combine(crashes, $"{seed}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12]}");
            File.WriteAllBytes(file, input);
            Console.WriteLine($"FAILED {file}: {failure}");
        }

        Console.WriteLine(
            $"| {target.Name} | {budget.TotalMinutes:f1} | {run.Inputs} | {run.Inputs / budget.TotalSeconds:f0} | {corpus.Count} | {run.Found} | {run.Edges} | {run.Failures.Count} | {seed} |");
        return run.Failures.Count == 0 ? 0 : 1;
    }

    private static int Minimize(FuzzTarget target, string from, string to)
    {
        Directory.CreateDirectory(to);
        var run = new GuidedRun();
        byte[][] known = [.. Corpus.Read(to)];
        int left = MostKept;
        foreach (byte[] input in known.Concat(Corpus.Read(from).OrderBy(b => b.Length)))
        {
            bool isKnown = known.Contains(input);
            if (run.Try(target, input) && !isKnown && input.Length <= left)
            {
                left -= input.Length;
                string name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12];
                File.WriteAllBytes(Path.Combine(to, name), input);
            }
        }

        return 0;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
