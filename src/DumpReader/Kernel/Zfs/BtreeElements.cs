using DumpReader.Bytes;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpReader.Kernel.Zfs;

/// <summary>
/// Elements of a <c>zfs_btree_t</c> in order (sys/btree.h). A node begins with a <c>zfs_btree_hdr_t</c>; a core has so many elements and one
/// child more, a leaf has elements only. Elements have the size that the tree states and lie one behind the other.
/// </summary>
internal static class BtreeElements
{
    private const string Tree = "zfs_btree_t";
    private const string Header = "zfs_btree_hdr_t";

    /// <summary>Bytes of an element; where the children of a core begin and how many there may be; where elements begin.</summary>
    private sealed record Layout(ulong Size, ulong Children, ulong MostChildren, ulong CoreElements, ulong LeafElements);

    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong tree, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset(Tree, "bt_root", fault, out ulong rootAt) || !kernel.TryOffset(Tree, "bt_elem_size", fault, out ulong sizeAt)
            || !kernel.TryOffset(Header, "bth_core", fault, out _) || !kernel.TryOffset(Header, "bth_count", fault, out _)
            || !kernel.TryOffset("zfs_btree_core_t", "btc_children", fault, out ulong children)
            || !kernel.TryOffset("zfs_btree_core_t", "btc_elems", fault, out ulong core)
            || !kernel.TryOffset("zfs_btree_leaf_t", "btl_elems", fault, out ulong leaf))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(tree + rootAt), out ulong root)
            || !kernel.Memory.TryReadUInt64(unchecked(tree + sizeAt), out ulong size))
        {
            fault(WalkFault.Unreadable(Tree, tree));
            return [];
        }

        kernel.Type("zfs_btree_core_t").TryMember("btc_children", out Member? array);
        ulong most = array!.Type.Resolve() is ArrayType { Count: > 0 } known ? known.Count : Limits.BtreeElements;
        return root == 0 ? [] : InOrder(kernel, tree, root, new Layout(size, children, most, core, leaf), fault);
    }

    private static IEnumerable<ulong> InOrder(KernelObjects kernel, ulong tree, ulong root, Layout layout, Action<WalkFault> fault)
    {
        var guard = new CycleGuard();
        var above = new Stack<(ulong Node, ulong Count, ulong Next)>();
        ulong from = tree;
        for (ulong node = root; ;)
        {
            // Down the first children to a leaf, whose elements come next.
            while (true)
            {
                if (!guard.Visit(node) || above.Count >= Limits.TreeDepth)
                {
                    fault(WalkFault.Loop("zfs_btree_hdr_t", from, node));
                    yield break;
                }

                if (!TryHeader(kernel, node, out bool isCore, out ulong count))
                {
                    fault(WalkFault.Unreadable(Header, node));
                    yield break;
                }

                ulong most = isCore ? layout.MostChildren - 1 : Limits.BtreeElements;
                if (count > most)
                {
                    fault(WalkFault.TooMany(Header, (long)most, node));
                    yield break;
                }

                if (!isCore)
                {
                    for (ulong i = 0; i < count; i++)
                    {
                        yield return unchecked(node + layout.LeafElements + (i * layout.Size));
                    }

                    break;
                }

                above.Push((node, count, 0));
                from = node;
                if (!kernel.Memory.TryReadUInt64(unchecked(node + layout.Children), out node))
                {
                    fault(WalkFault.Unreadable("zfs_btree_core_t", from));
                    yield break;
                }
            }

            // Up to the first core with an element left, which precedes the child behind it.
            while (above.TryPeek(out (ulong Node, ulong Count, ulong Next) last) && last.Next >= last.Count)
            {
                above.Pop();
            }

            if (!above.TryPop(out (ulong Node, ulong Count, ulong Next) at))
            {
                yield break;
            }

            yield return unchecked(at.Node + layout.CoreElements + (at.Next * layout.Size));
            above.Push((at.Node, at.Count, at.Next + 1));
            from = at.Node;
            if (!kernel.Memory.TryReadUInt64(unchecked(at.Node + layout.Children + ((at.Next + 1) * 8)), out node))
            {
                fault(WalkFault.Unreadable("zfs_btree_core_t", at.Node));
                yield break;
            }
        }
    }

    private static bool TryHeader(KernelObjects kernel, ulong node, out bool isCore, out ulong count)
    {
        KernelType type = kernel.Type(Header);
        bool read = kernel.TryGet(type, node, "bth_core", out Value flag) & kernel.TryGet(type, node, "bth_count", out Value number);
        bool known = flag.TryUInt64(out ulong core) & number.TryUInt64(out count);
        isCore = core != 0;
        return read && known;
    }
}
