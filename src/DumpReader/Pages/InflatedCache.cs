namespace DumpReader.Pages;

/// <summary>Inflated data by key, of which the least recently used is given up when it becomes too much. Safe for concurrent use.</summary>
/// <param name="most">Bytes that are kept.</param>
internal sealed class InflatedCache(long most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, LinkedListNode<(long Key, byte[] Data)>> _nodes = [];
    private readonly LinkedList<(long Key, byte[] Data)> _order = [];
    private long _bytes;

    /// <summary>Bytes kept now.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    public byte[]? Find(long key)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out LinkedListNode<(long Key, byte[] Data)>? node))
            {
                return null;
            }

            if (node != _order.First)
            {
                _order.Remove(node);
                _order.AddFirst(node);
            }

            return node.Value.Data;
        }
    }

    /// <summary>Gives up everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _nodes.Clear();
            _order.Clear();
            _bytes = 0;
        }
    }

    /// <summary>Keeps data, which nobody may change any more.</summary>
    public void Add(long key, byte[] data)
    {
        lock (_gate)
        {
            if (_nodes.ContainsKey(key))
            {
                return;
            }

            _nodes.Add(key, _order.AddFirst((key, data)));
            _bytes += data.Length;
            while (_bytes > most && _order.Count > 1)
            {
                (long oldest, byte[] gone) = _order.Last!.Value;
                _order.RemoveLast();
                _nodes.Remove(oldest);
                _bytes -= gone.Length;
            }
        }
    }
}
