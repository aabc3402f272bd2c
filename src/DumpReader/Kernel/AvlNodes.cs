using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>Elements of an <c>avl_tree_t</c> in order (sys/avl_impl.h): nodes embedded in the elements at avl_offset.</summary>
internal static class AvlNodes
{
    /// <summary>The elements, lowest first.</summary>
    /// <param name="kernel">Where they lie.</param>
    /// <param name="tree">Address of the tree.</param>
    /// <param name="fault">Told once, where the walk does not come to its end.</param>
    /// <param name="most">More elements than any such tree has.</param>
    public static IEnumerable<ulong> Walk(KernelObjects kernel, ulong tree, Action<WalkFault> fault, long most = Limits.ListElements)
    {
        if (!kernel.TryOffset("avl_tree_t", "avl_root", fault, out ulong rootAt)
            || !kernel.TryOffset("avl_tree_t", "avl_offset", fault, out ulong offsetAt)
            || !kernel.TryOffset("struct avl_node", "avl_child", fault, out ulong left))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(tree + rootAt), out ulong node)
            || !kernel.Memory.TryReadUInt64(unchecked(tree + offsetAt), out ulong offset))
        {
            fault(WalkFault.Unreadable("avl_tree_t", tree));
            return [];
        }

        return InOrder(kernel, tree, node, offset, left, fault, most);
    }

    private static IEnumerable<ulong> InOrder(
        KernelObjects kernel, ulong tree, ulong node, ulong offset, ulong left, Action<WalkFault> fault, long most)
    {
        ulong right = left + 8;
        var guard = new CycleGuard();
        var above = new Stack<ulong>();
        ulong from = tree;
        while (node != 0 || above.Count > 0)
        {
            while (node != 0)
            {
                if (above.Count >= Limits.TreeDepth)
                {
                    fault(WalkFault.TooDeep("avl node", Limits.TreeDepth, node));
                    yield break;
                }

                above.Push(node);
                from = node;
                if (!kernel.Memory.TryReadUInt64(unchecked(node + left), out node))
                {
                    fault(WalkFault.Unreadable("avl node", from));
                    yield break;
                }
            }

            ulong at = above.Pop();
            if (!guard.Visit(at))
            {
                fault(WalkFault.Loop("avl node", from, at));
                yield break;
            }

            if (guard.Count > most)
            {
                fault(WalkFault.TooMany("avl node", most, at));
                yield break;
            }

            yield return unchecked(at - offset);
            from = at;
            if (!kernel.Memory.TryReadUInt64(unchecked(at + right), out node))
            {
                fault(WalkFault.Unreadable("avl node", at));
                yield break;
            }
        }
    }
}
