using System.Diagnostics;

namespace Fuzz;

/// <summary>Runs a target over changed inputs of a corpus until time is up or something is found.</summary>
/// <param name="Inputs">How many were run.</param>
/// <param name="Failure">What the last one threw; null where nothing was found.</param>
/// <param name="Input">That input.</param>
internal sealed record MutationRun(long Inputs, Exception? Failure, byte[]? Input)
{
    /// <param name="seed">The same seed gives the same inputs in the same order.</param>
    public static MutationRun Of(FuzzTarget target, IReadOnlyList<byte[]> corpus, TimeSpan budget, int seed)
    {
        var mutator = new Mutator(corpus, seed);
        long start = Stopwatch.GetTimestamp();
        long inputs = 0;
        for (; Stopwatch.GetElapsedTime(start) < budget; inputs++)
        {
            byte[] input = mutator.Next();
            try
            {
                target.Run(input);
            }
            catch (Exception e)
            {
                return new MutationRun(inputs + 1, e, input);
            }
        }

        return new MutationRun(inputs, null, null);
    }
}
