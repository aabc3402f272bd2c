namespace DumpReader.Kernel.Files;

/// <summary>An entry of the directory name lookup cache: the name of a vnode in a directory.</summary>
internal readonly record struct NameCacheEntry(ulong Address, ulong Vnode, ulong Directory, string Name)
{
    /// <summary>The directory itself or its parent: no name to make a path from.</summary>
    public bool IsDot => Name is "." or "..";
}
