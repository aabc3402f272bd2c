using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Trace = SharpFuzz.Common.Trace;

namespace Fuzz;

/// <summary>
/// Coverage-guided fuzzing in one process, for instrumented libraries: an input that reaches what none before it did joins the corpus. It has no
/// second process to wait for at each input, which on a machine that does other work is most of the time under afl-fuzz.
/// </summary>
internal sealed class GuidedRun
{
    /// <summary>Bytes of the map that instrumented code counts in.</summary>
    public const int MapSize = 64 << 10;

    private readonly byte[] _seen = new byte[MapSize];
    private readonly List<byte[]> _corpus = [];

    public long Inputs { get; private set; }

    /// <summary>Edges that were reached.</summary>
    public int Edges => _seen.Count(b => b != 0);

    public int Found { get; private set; }

    /// <summary>What broke the promise, one of each place; with what it threw.</summary>
    public Dictionary<string, (byte[] Input, Exception Failure)> Failures { get; } = [];

    public static unsafe void GiveMap() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapSize);

    /// <param name="onNew">Given each input that joins the corpus.</param>
    /// <param name="most">Failures after which it ends early.</param>
    public void Run(FuzzTarget target, IReadOnlyList<byte[]> seeds, TimeSpan budget, int seed, Action<byte[]> onNew, int most = 100)
    {
        foreach (byte[] input in seeds)
        {
            Try(target, input);
            _corpus.Add(input);
        }

        var mutator = new Mutator(_corpus, seed);
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < budget && Failures.Count < most;)
        {
            byte[] input = mutator.Next();
            if (Try(target, input))
            {
                _corpus.Add(input);
                Found++;
                onNew(input);
            }
        }
    }

    /// <summary>Whether an input reached something new.</summary>
    public unsafe bool Try(FuzzTarget target, byte[] input)
    {
        var map = new Span<byte>(Trace.SharedMem, MapSize);
        map.Clear();
        Inputs++;
        try
        {
            target.Run(input);
        }
        catch (Exception e)
        {
            Failures.TryAdd(e.GetType().Name + (e.StackTrace ?? "").Split('\n').FirstOrDefault(), (input, e));
            return false;
        }

        return IsNew(map);
    }

    /// <summary>As afl-fuzz does: how often an edge was taken counts in steps of powers of two.</summary>
    private bool IsNew(ReadOnlySpan<byte> map)
    {
        bool isNew = false;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(map);
        for (int w = 0; w < words.Length; w++)
        {
            for (int i = w * 8; words[w] != 0 && i < (w * 8) + 8; i++)
            {
                byte step = map[i] == 0 ? (byte)0 : (byte)(1 << BitOperations.Log2(map[i]));
                isNew |= (step & ~_seen[i]) != 0;
                _seen[i] |= step;
            }
        }

        return isNew;
    }
}
