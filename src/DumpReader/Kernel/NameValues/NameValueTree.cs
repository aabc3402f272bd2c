using DumpReader.Bytes;

namespace DumpReader.Kernel.NameValues;

/// <summary>
/// Reads pairs with all lists in them. Lists that contain themselves, and more pairs, lists or bytes than any kernel has, end it with a fault.
/// </summary>
internal sealed class NameValueTree
{
    private readonly NameValueReader _reader;
    private readonly Action<WalkFault> _fault;
    private readonly HashSet<ulong> _above = [];
    private int _left = Limits.NameValuePairs;
    private long _bytesLeft = Limits.NameValueBytes;
    private bool _isFull;

    public NameValueTree(KernelObjects kernel, Action<WalkFault> fault) => (_reader, _fault) = (new NameValueReader(kernel, fault), fault);

    /// <summary>The pair at an address; null after the fault that says why not.</summary>
    public NameValueNode? Read(ulong pair, bool recurse)
    {
        if (_reader.Read(pair) is not { } read)
        {
            return null;
        }

        _bytesLeft -= read.Bytes.Length + (read.Lists.Count * 8L);
        return new NameValueNode(read, recurse && read.Type.Form == NameValueForm.List ? [.. read.Lists.TakeWhile(HasRoom).Select(list => List(list, pair))] : null);
    }

    /// <summary>Whether one more pair or list is read; false after the fault, which is told once.</summary>
    private bool HasRoom(ulong next)
    {
        bool has = --_left >= 0 && _bytesLeft >= 0;
        if (!has && !_isFull)
        {
            _isFull = true;
            _fault(WalkFault.TooMany("nvpair", Limits.NameValuePairs, next));
        }

        return has;
    }

    private NameValueList List(ulong list, ulong from)
    {
        List<NameValueNode> pairs = [];
        if (_above.Count >= Limits.NameValueDepth || !_above.Add(list))
        {
            _fault(WalkFault.Loop("nvlist", from, list));
            return new NameValueList(list, pairs);
        }

        foreach (ulong pair in _reader.Pairs(list).TakeWhile(HasRoom))
        {
            if (Read(pair, recurse: true) is { } node)
            {
                pairs.Add(node);
            }
        }

        _above.Remove(list);
        return new NameValueList(list, pairs);
    }
}
