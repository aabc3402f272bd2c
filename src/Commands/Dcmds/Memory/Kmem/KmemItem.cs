using Commands.Pipeline;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Kmem;

/// <summary>Objects of the allocator as what flows between the stages of a pipeline.</summary>
internal static class KmemItem
{
    /// <summary>A cache.</summary>
    public static Item Of(Session session, KmemCache cache) => new(cache.Address, session.Kernel.Type("kmem_cache_t").Type);
}
