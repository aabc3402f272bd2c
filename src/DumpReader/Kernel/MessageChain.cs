namespace DumpReader.Kernel;

/// <summary>STREAMS messages (<c>mblk_t</c>, sys/stream.h): b_next links those of a queue, b_cont the parts of one.</summary>
internal static class MessageChain
{
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong message, string link, Action<WalkFault> fault) =>
        new KernelList("mblk_t", link, "mblk").From(kernel, message, fault);
}
