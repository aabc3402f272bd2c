namespace DumpReader.Kernel.Memory;

/// <summary>What the allocator fills memory with, to see who writes where nobody should (sys/kmem_impl.h).</summary>
internal static class KmemPatterns
{
    /// <summary>Memory that was allocated and not written to since.</summary>
    public const ulong Unused = 0xbaddcafebaddcafe;

    /// <summary>Memory of a free buffer.</summary>
    public const ulong Free = 0xdeadbeefdeadbeef;

    /// <summary>bt_redzone, the first word of the tag behind a buffer, while nothing was written to it.</summary>
    public const ulong Redzone = 0xfeedfacefeedface;

    /// <summary>The byte behind the last of an allocation that is smaller than its buffer.</summary>
    public const byte RedzoneByte = 0xbb;

    /// <summary>bt_bufctl ^ bt_bxstat of an allocated buffer.</summary>
    public const ulong AllocatedCode = 0xa110c8ed;

    /// <summary>bt_bufctl ^ bt_bxstat of a free buffer.</summary>
    public const ulong FreeCode = 0xf4eef4ee;
}
