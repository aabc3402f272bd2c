using Commands.Dcmds.Core;
using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Dcmds.Memory.Owner;

/// <summary>The type of an object, as far as what holds it tells: a symbol's own, a thread's, or that of the cache that it comes from.</summary>
internal static class ObjectType
{
    /// <summary>Caches of which the name says nothing.</summary>
    private static readonly Dictionary<string, string> Caches = new(StringComparer.Ordinal)
    {
        ["streams_mblk"] = "mblk_t",
        ["thread_cache"] = "kthread_t",
        ["process_cache"] = "proc_t",
        ["lwp_cache"] = "klwp_t",
        ["vn_cache"] = "vnode_t",
        ["queue_cache"] = "queinfo_t",
        ["anonmap_cache"] = "struct anon_map",
        ["stream_head_cache"] = "stdata_t",
        ["sock_cache"] = "struct sonode",
        ["ufs_inode_cache"] = "struct inode",
        ["physio_buf_cache"] = "struct buf",
        ["zio_buf_comb"] = "",
        ["kmem_slab_cache"] = "kmem_slab_t",
    };

    /// <summary>Null where nothing tells.</summary>
    public static CType? Of(Session session, WhatisFinding finding)
    {
        switch (finding.Kind)
        {
            case "thread":
                return session.FindType("kthread_t", out _);
            case "page":
                return session.FindType("page_t", out _);
            case "module":
                return session.TryFindExact(finding.Base, out Symbol symbol) && session.Target.Types.OfSymbol(symbol, out _) is { } type
                    && type.Resolve() is not FunctionType ? type : null;
            case "buffer":
                return OfCache(session, finding.Name!, finding.Size);
            default:
                return null;
        }
    }

    /// <summary>The type that the name of a cache stands for; null where it tells nothing, or the type is larger than the buffers.</summary>
    public static CType? OfCache(Session session, string cache, ulong size)
    {
        const string Ending = "_cache";
        string stem = cache.EndsWith(Ending, StringComparison.Ordinal) ? cache[..^Ending.Length] : cache;
        string[] names = Caches.TryGetValue(cache, out string? known) ? [known] : [cache, stem + "_t", "struct " + stem];
        return names.Select(name => name.Length == 0 ? null : session.FindType(name, out _))
            .FirstOrDefault(type => type?.Resolve() is StructType structure && structure.Size <= size);
    }
}
