namespace DumpReader.Kernel.Memory.Graph;

/// <summary>What the passes know of a node besides its types.</summary>
[Flags]
internal enum NodeFlags : byte
{
    None = 0,

    /// <summary>Its structure was inferred in this run.</summary>
    Marked = 1,

    /// <summary>Judged to be an array of its inferred type.</summary>
    Array = 2,

    /// <summary>Judged not to be one.</summary>
    NotArray = 4,

    /// <summary>The search from the anchors came to it.</summary>
    Reached = 8,

    /// <summary>Used by one search at a time.</summary>
    Seen = 16,

    /// <summary>The search that marks nodes as seen comes back to it.</summary>
    Waiting = 32,
}
