using DumpReader.Problems;

namespace Commands.Pipeline;

/// <summary>Why an answer is partial.</summary>
/// <param name="Problem">What is missing or wrong.</param>
/// <param name="IsAlwaysSaid">Said under <c>-o stock</c> too: stock mdb would hang or crash.</param>
internal readonly record struct Lack(Problem Problem, bool IsAlwaysSaid);
