using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace Fuzz;

/// <summary>
/// <c>afl TARGET</c>: under afl-fuzz, an input after another from standard input. <c>replay TARGET PATH...</c>: files and folders once each.
/// <c>mutate TARGET SECONDS SEED FOLDER</c>: changed inputs of a corpus in this process. <c>seeds FOLDER</c>: writes the inputs to start from.
/// </summary>
internal static class Program
{
    /// <summary>Bytes of the map that instrumented code counts in.</summary>
    private const int MapSize = 64 << 10;

    private static unsafe int Main(string[] args)
    {
        // Instrumented code that runs before afl-fuzz is heard of, to make the target, counts here.
        Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapSize);
        if (args is ["seeds", var to])
        {
            Seeds.Write(to);
            return 0;
        }

        if (args.Length < 2 || FuzzTargets.Find(args[1]) is not { } found)
        {
            Console.Error.WriteLine($"usage: Fuzz afl|replay|mutate TARGET ... | seeds FOLDER; targets: {string.Join(' ', FuzzTargets.Names)}");
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
            case "mutate" when args.Length == 5:
                return Mutate(target, TimeSpan.FromSeconds(double.Parse(args[2])), int.Parse(args[3]), Corpus.Read(args[4]));
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

    private static int Mutate(FuzzTarget target, TimeSpan budget, int seed, IReadOnlyList<byte[]> corpus)
    {
        MutationRun run = MutationRun.Of(target, corpus, budget, seed);
        Console.WriteLine($"{target.Name}: seed {seed}, {run.Inputs} inputs, {(run.Failure is null ? "no finding" : $"FAILED: {run.Failure}")}");
        if (run.Input is not null)
        {
            string file = Path.Combine(Path.GetTempPath(), $"mdb-fuzz-{target.Name}-{seed}");
            File.WriteAllBytes(file, run.Input);
            Console.WriteLine($"the input is in {file}");
        }

        return run.Failure is null ? 0 : 1;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
