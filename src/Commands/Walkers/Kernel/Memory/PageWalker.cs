using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;

namespace Commands.Walkers.Kernel.Memory;

/// <summary>Pages of the vnode given, or all that belong to a vnode.</summary>
[Walker("page")]
internal sealed class PageWalker : Walker
{
    public override WalkerInfo Info { get; } = new("page", "walk all pages, or those from the specified vnode") { Yields = "page_t" };

    public override IEnumerable<Item>? Walk(Run run, Item? start)
    {
        KernelObjects kernel = run.Session.Kernel;
        if (start is { } vnode)
        {
            if (kernel.Type("struct vnode").TryOffset("v_pages", out ulong pages)
                && !kernel.Memory.TryReadUInt64(unchecked(vnode.Bits + pages), out _))
            {
                run.ReadError($"unable to read vnode_t at 0x{vnode.Bits:x}: {Reasons.NoMapping}", vnode.Bits);
                return null;
            }

            return KernelWalk.Start(run, Info.Yields, fault => PageList.OfVnode(kernel, vnode.Bits, fault));
        }

        return KernelWalk.Start(run, Info.Yields, fault =>
            PageHash.Open(kernel, fault)?.All(lastWhole: !run.Session.Options.Stock, fault) ?? []);
    }
}
