using DumpReader.Bytes;

namespace DumpReader.Kernel.NameValues;

/// <summary>Reads pairs with all lists in them. Lists that contain themselves, and more pairs than any kernel has, end it with a fault.</summary>
internal sealed class NameValueTree
{
    private readonly NameValueReader _reader;
    private readonly Action<WalkFault> _fault;
    private readonly HashSet<ulong> _above = [];
    private int _left = Limits.NameValuePairs;

    public NameValueTree(KernelObjects kernel, Action<WalkFault> fault) => (_reader, _fault) = (new NameValueReader(kernel, fault), fault);

    /// <summary>The pair at an address; null after the fault that says why not.</summary>
    public NameValueNode? Read(ulong pair, bool recurse)
    {
        if (_reader.Read(pair) is not { } read)
        {
            return null;
        }

        return new NameValueNode(read, recurse && read.Type.Form == NameValueForm.List ? [.. read.Lists.Select(list => List(list, pair))] : null);
    }

    private NameValueList List(ulong list, ulong from)
    {
        List<NameValueNode> pairs = [];
        if (_above.Count >= Limits.NameValueDepth || !_above.Add(list))
        {
            _fault(WalkFault.Loop("nvlist", from, list));
            return new NameValueList(list, pairs);
        }

        foreach (ulong pair in _reader.Pairs(list))
        {
            if (--_left < 0)
            {
                _fault(WalkFault.TooMany("nvpair", Limits.NameValuePairs, pair));
                break;
            }

            if (Read(pair, recurse: true) is { } node)
            {
                pairs.Add(node);
            }
        }

        _above.Remove(list);
        return new NameValueList(list, pairs);
    }
}
