namespace DumpReader.Kernel.Memory.Graph;

/// <summary>A pointer in one node to another.</summary>
/// <param name="Number">Counts all edges of the graph.</param>
/// <param name="Source">Node that holds it.</param>
/// <param name="SourceOffset">Where in that node, in bytes.</param>
/// <param name="Target">Node that it points into.</param>
/// <param name="TargetOffset">Where in that node.</param>
internal readonly record struct GraphEdge(int Number, int Source, ulong SourceOffset, int Target, ulong TargetOffset);
