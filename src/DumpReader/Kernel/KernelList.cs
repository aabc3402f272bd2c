namespace DumpReader.Kernel;

/// <summary>A kind of list of kernel objects: elements of one type, each of which points to the next.</summary>
/// <param name="Type">Type of an element.</param>
/// <param name="Link">Its pointer to the next.</param>
/// <param name="What">What an element is, for messages.</param>
/// <param name="Ring">Whether the last leads back to the first instead of NULL.</param>
internal sealed record KernelList(string Type, string Link, string What, bool Ring = false)
{
    /// <summary>The element given and those behind it.</summary>
    public IEnumerable<ulong> From(KernelObjects kernel, ulong first, Action<WalkFault> fault) =>
        kernel.TryOffset(Type, Link, fault, out ulong next) ? LinkChain.Walk(kernel.Memory, first, next, Ring, What, fault) : [];

    /// <summary>The list that a variable of the kernel points to.</summary>
    public IEnumerable<ulong> OfVariable(KernelObjects kernel, string name, Action<WalkFault> fault) =>
        kernel.TryPointer(name, fault, out ulong first) ? From(kernel, first, fault) : [];

    /// <summary>The list that an object points to.</summary>
    /// <param name="kernel">Where it lies.</param>
    /// <param name="owner">The object.</param>
    /// <param name="type">Its type.</param>
    /// <param name="member">Its pointer to the first element.</param>
    /// <param name="fault">Told where the walk does not come to its end.</param>
    /// <param name="name">What the object is, for messages; its type where nothing is given.</param>
    public IEnumerable<ulong> Of(KernelObjects kernel, ulong owner, string type, string member, Action<WalkFault> fault, string? name = null)
    {
        if (!kernel.TryOffset(type, member, fault, out ulong at))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(owner + at), out ulong first))
        {
            fault(WalkFault.Unreadable(name ?? type, owner));
            return [];
        }

        return From(kernel, first, fault);
    }
}
