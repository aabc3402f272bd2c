using DumpReader.Bytes;

namespace DumpReader.Kernel.Devices;

/// <summary>The tree of device nodes (<c>struct dev_info</c>, sys/ddi_impldefs.h) by devi_parent, devi_child and devi_sibling.</summary>
internal static class DeviceTree
{
    private const string Type = "struct dev_info";

    private const string What = "devinfo";

    /// <summary>The root: what <c>top_devinfo</c> points to; null, with a fault, where it is missing.</summary>
    public static ulong? Root(KernelObjects kernel, Action<WalkFault> fault) =>
        kernel.TryPointer("top_devinfo", fault, out ulong root) ? root : null;

    /// <summary>The node and its ancestors, root first.</summary>
    public static IEnumerable<DeviceNode> Ancestors(KernelObjects kernel, ulong node, Action<WalkFault> fault) =>
        kernel.TryOffset(Type, "devi_parent", fault, out ulong parent) ? Ascend(kernel, node, parent, fault) : [];

    /// <summary>
    /// The node and all below it, each before its children, without its own siblings. Each is yielded once: a link to one already seen,
    /// and a node that cannot be read, are faults behind which the walk goes on.
    /// </summary>
    public static IEnumerable<DeviceNode> Below(KernelObjects kernel, ulong root, Action<WalkFault> fault) =>
        kernel.TryOffset(Type, "devi_child", fault, out ulong child) && kernel.TryOffset(Type, "devi_sibling", fault, out ulong sibling)
            ? Descend(kernel, root, child, sibling, fault)
            : [];

    /// <summary>The ancestors of a node, the node, and all below it; depths count from the root.</summary>
    public static IEnumerable<DeviceNode> Family(KernelObjects kernel, ulong node, Action<WalkFault> fault)
    {
        List<DeviceNode> line = [.. Ancestors(kernel, node, fault)];
        foreach (DeviceNode ancestor in line.SkipLast(1))
        {
            yield return ancestor;
        }

        int depth = Math.Max(line.Count - 1, 0);
        foreach (DeviceNode device in Below(kernel, node, fault))
        {
            yield return device with { Depth = device.Depth + depth };
        }
    }

    /// <summary>All children of the node's parent, from the first; the root alone has none beside it.</summary>
    public static IEnumerable<ulong> Siblings(KernelObjects kernel, ulong node, Action<WalkFault> fault)
    {
        if (!kernel.TryOffset(Type, "devi_parent", fault, out ulong parent) || !kernel.TryOffset(Type, "devi_child", fault, out ulong child)
            || !kernel.TryOffset(Type, "devi_sibling", fault, out ulong sibling))
        {
            return [];
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(node + parent), out ulong above))
        {
            fault(WalkFault.Unreadable(What, node));
            return [];
        }

        if (above == 0)
        {
            return LinkChain.Walk(kernel.Memory, node, sibling, ring: false, What, fault);
        }

        if (!kernel.Memory.TryReadUInt64(unchecked(above + child), out ulong first))
        {
            fault(WalkFault.Unreadable(What, above));
            return [];
        }

        return LinkChain.Walk(kernel.Memory, first, sibling, ring: false, What, fault);
    }

    private static IEnumerable<DeviceNode> Ascend(KernelObjects kernel, ulong node, ulong parent, Action<WalkFault> fault)
    {
        var line = new Stack<ulong>();
        foreach (ulong at in LinkChain.Walk(kernel.Memory, node, parent, ring: false, What, fault))
        {
            if (line.Count == Limits.DeviceDepth)
            {
                fault(WalkFault.TooMany(What, Limits.DeviceDepth, at));
                break;
            }

            line.Push(at);
        }

        int depth = 0;
        foreach (ulong at in line)
        {
            yield return new DeviceNode(at, depth++);
        }
    }

    private static IEnumerable<DeviceNode> Descend(KernelObjects kernel, ulong root, ulong child, ulong sibling, Action<WalkFault> fault)
    {
        var seen = new HashSet<ulong>();
        var waiting = new Stack<(ulong From, DeviceNode Node)>();
        waiting.Push((root, new DeviceNode(root, 0)));
        while (waiting.TryPop(out (ulong From, DeviceNode Node) next))
        {
            (ulong at, int depth) = next.Node;
            if (!seen.Add(at))
            {
                fault(WalkFault.Loop(What, next.From, at));
                continue;
            }

            if (seen.Count > Limits.DeviceNodes || depth > Limits.DeviceDepth)
            {
                fault(WalkFault.TooMany(What, depth > Limits.DeviceDepth ? Limits.DeviceDepth : Limits.DeviceNodes, at));
                yield break;
            }

            if (!kernel.Memory.TryReadUInt64(unchecked(at + child), out ulong first)
                || !kernel.Memory.TryReadUInt64(unchecked(at + sibling), out ulong younger))
            {
                fault(WalkFault.Unreadable(What, at));
                continue;
            }

            yield return next.Node;
            if (younger != 0 && at != root)
            {
                waiting.Push((at, new DeviceNode(younger, depth)));
            }

            if (first != 0)
            {
                waiting.Push((at, new DeviceNode(first, depth + 1)));
            }
        }
    }
}
