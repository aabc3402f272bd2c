using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel.Files;

/// <summary>
/// Path names of vnodes: what the kernel noted in v_path, else the names in the directory name lookup cache from the vnode up to
/// <c>rootdir</c>.
/// </summary>
internal static class VnodePaths
{
    /// <summary>What stands for the part of a path that is not known.</summary>
    public const string Unknown = "??";

    /// <summary>The path of a vnode; null where neither it nor the cache has a name.</summary>
    /// <param name="kernel">Where it lies.</param>
    /// <param name="cache">Asked for the name cache where the vnode itself has no path.</param>
    /// <param name="vnode">Address of the vnode.</param>
    /// <param name="fault">Told of a vnode that cannot be read, and of names that lead in a circle.</param>
    public static VnodePath? Find(KernelObjects kernel, Func<NameCache> cache, ulong vnode, Action<WalkFault> fault)
    {
        if (kernel.Type("vnode_t").Type is { } type && new Value(kernel.Memory, type, vnode).TryGet("v_path", out Value path))
        {
            if (!path.TryUInt64(out ulong text))
            {
                fault(WalkFault.Unreadable("vnode", vnode));
                return null;
            }

            if (text != 0)
            {
                bool isThere = path.TryString(out string noted) && noted.Length > 0;
                if (noted.Length == Limits.StringBytes)
                {
                    fault(WalkFault.TooMany("v_path", Limits.StringBytes, text));
                }

                return new VnodePath(isThere ? noted : Unknown, FromCache: false);
            }
        }

        return FromCache(kernel, cache, vnode, fault) is { } found ? new VnodePath(found, FromCache: true) : null;
    }

    private static string? FromCache(KernelObjects kernel, Func<NameCache> cache, ulong vnode, Action<WalkFault> fault)
    {
        kernel.TryPointer("rootdir", static _ => { }, out ulong root);
        if (root != 0 && vnode == root)
        {
            return "/";
        }

        NameCache names = cache();
        string path = "";
        var seen = new HashSet<ulong>();
        for (ulong at = vnode; at != root;)
        {
            if (!seen.Add(at) || seen.Count > Limits.PathComponents)
            {
                fault(seen.Count > Limits.PathComponents ? WalkFault.TooMany("ncache", Limits.PathComponents, at) : WalkFault.Loop("ncache", vnode, at));
                return Unknown + path;
            }

            if (names.Find(at) is not { } entry)
            {
                return path.Length == 0 ? null : Unknown + path;
            }

            path = $"/{entry.Name}{path}";
            at = entry.Directory;
        }

        return path;
    }
}
