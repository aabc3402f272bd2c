using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>What a pointer says of its target.</summary>
/// <param name="Type">The type that the pointer points to.</param>
/// <param name="Referrer">The type of the object that holds the pointer.</param>
/// <param name="Member">The member of it.</param>
internal sealed record InferredFact(CType Type, CType Referrer, string Member);

/// <summary>A type that a node may have.</summary>
/// <param name="Fact">Which, and why.</param>
/// <param name="Source">Node that holds the pointer.</param>
/// <param name="SourceOffset">Where in it.</param>
/// <param name="IsFragment">Whether the pointer points into the middle: then the type is that of a part.</param>
internal readonly record struct Inference(InferredFact Fact, int Source, ulong SourceOffset, bool IsFragment)
{
    public CType Type => Fact.Type;
}
