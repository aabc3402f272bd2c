using System.Runtime.InteropServices;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>What the buffers of a group of ::kmausers have in common.</summary>
/// <param name="Size">Bytes of each.</param>
/// <param name="Stack">Where they were allocated, innermost first.</param>
internal readonly record struct KmaUsersKey(ulong Size, ulong[] Stack)
{
    public bool Equals(KmaUsersKey other) => Size == other.Size && Stack.AsSpan().SequenceEqual(other.Stack);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Size);
        hash.AddBytes(MemoryMarshal.AsBytes(Stack.AsSpan()));
        return hash.ToHashCode();
    }
}
