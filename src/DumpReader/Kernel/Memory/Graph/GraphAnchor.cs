using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>Memory outside of the heap whose type is known: where inference starts.</summary>
internal readonly record struct GraphAnchor(ulong Start, ulong Size, CType Type);
