namespace DumpReader.Kernel.Memory;

/// <summary>Buffers of a cache that lie in pieces, one behind the other: slabs, or slots of a hash table.</summary>
/// <typeparam name="TPiece">What leads to the buffers of a piece.</typeparam>
internal abstract class BufferPieces<TPiece>
{
    /// <summary>Most links that a whole walk follows.</summary>
    public virtual ulong MostVisited => ulong.MaxValue;

    /// <summary>Whether a fault within a piece ends the walk.</summary>
    public virtual bool EndsAtFault => false;

    /// <summary>The pieces in order, found as they are asked for.</summary>
    /// <param name="fault">Told, between two of them, of what is missing.</param>
    public abstract IEnumerable<TPiece> Find(Action<KmemFault> fault);

    /// <summary>About how many buffers a piece has, or steps without one.</summary>
    public abstract int Weight(TPiece piece);

    /// <summary>The buffers of some pieces, lazily. Safe for concurrent use once the first buffer of the walk was read.</summary>
    /// <param name="pieces">Pieces that lie together.</param>
    /// <param name="visited">Links followed up to now; counted on.</param>
    /// <param name="fault">Told of what is missing, between the buffers.</param>
    public abstract IEnumerable<KmemBuffer> Read(IEnumerable<TPiece> pieces, Visited visited, Action<KmemFault> fault);

    /// <summary>All buffers, lazily.</summary>
    /// <param name="buffers">Of the cache.</param>
    /// <param name="ahead">Whether to read ahead; null for no.</param>
    /// <param name="fault">Told of what is missing, between the buffers, by the thread that takes them.</param>
    public IEnumerable<KmemBuffer> Walk(ulong buffers, BufferAhead? ahead, Action<KmemFault> fault) =>
        ahead?.Pays(buffers) == true ? BufferParts<TPiece>.Walk(this, ahead, fault) : Read(Find(fault), new Visited(), fault);
}

/// <summary>How many links a walk has followed.</summary>
internal sealed class Visited
{
    public ulong Count { get; set; }
}
