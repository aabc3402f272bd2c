namespace DumpReader.Pages;

/// <summary>
/// Inflated data by key, of which the least recently used is given up when it becomes too much. It is held in pieces that are used again, so that
/// it takes no more memory than it may however much goes through it, and is copied out, so that a piece may be. Safe for concurrent use.
/// </summary>
/// <param name="most">Bytes that are kept; more only for a single one that is larger.</param>
internal sealed class InflatedCache(long most)
{
    /// <summary>Bytes of a piece.</summary>
    public const int PieceSize = 4096;

    private const int None = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _firsts = [];
    private Piece[] _pieces = [];
    private int _count;
    private int _free = None;
    private int _newest = None;
    private int _oldest = None;
    private long _used;
    private long _held;

    /// <summary>Bytes of the pieces in use now.</summary>
    public long Bytes => Volatile.Read(ref _used) * PieceSize;

    /// <summary>Bytes of the pieces in use and of those that wait to be used again.</summary>
    public long Held => Volatile.Read(ref _held) * PieceSize;

    /// <summary>Copies bytes of what is kept under a key, which has so many; false where nothing is.</summary>
    public bool TryCopy(long key, int offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            if (!_firsts.TryGetValue(key, out int first))
            {
                return false;
            }

            Unlink(first);
            Link(first, key);
            int piece = first;
            for (; offset >= PieceSize; offset -= PieceSize)
            {
                piece = _pieces[piece].Next;
            }

            for (; buffer.Length > 0; piece = _pieces[piece].Next, offset = 0)
            {
                ReadOnlySpan<byte> part = _pieces[piece].Data.AsSpan(offset);
                part = part[..Math.Min(part.Length, buffer.Length)];
                part.CopyTo(buffer);
                buffer = buffer[part.Length..];
            }

            return true;
        }
    }

    /// <summary>Keeps what fits in one piece.</summary>
    public void Add(long key, ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            if (!_firsts.ContainsKey(key))
            {
                int first = Take(1);
                data.CopyTo(_pieces[first].Data);
                Link(first, key);
                _firsts.Add(key, first);
            }
        }
    }

    /// <summary>Pieces to be filled, which nobody else sees until <see cref="Publish"/>.</summary>
    /// <param name="length">Bytes in all.</param>
    public Reserved Reserve(int length)
    {
        lock (_gate)
        {
            var data = new byte[Math.Max(1, (length + PieceSize - 1) / PieceSize)][];
            int first = Take(data.Length);
            for ((int i, int piece) = (0, first); i < data.Length; i++, piece = _pieces[piece].Next)
            {
                data[i] = _pieces[piece].Data!;
            }

            return new Reserved(first, data);
        }
    }

    /// <summary>Keeps what the pieces have been filled with, unless something is kept under the key. They are not to be used any more.</summary>
    public void Publish(long key, Reserved filled)
    {
        lock (_gate)
        {
            if (_firsts.TryAdd(key, filled.First))
            {
                Link(filled.First, key);
            }
            else
            {
                Free(filled.First);
            }
        }
    }

    /// <summary>Gives up everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            while (_oldest != None)
            {
                GiveUpOldest();
            }
        }
    }

    /// <summary>Makes room, and takes pieces for it.</summary>
    private int Take(int count)
    {
        while (_oldest != None && (_used + count) * PieceSize > most)
        {
            GiveUpOldest();
        }

        int first = None;
        for (int i = 0; i < count; i++)
        {
            int piece = _free != None ? _free : Grow();
            _free = _pieces[piece].Next;
            if (_pieces[piece].Data is null)
            {
                _pieces[piece].Data = GC.AllocateUninitializedArray<byte>(PieceSize);
                _held++;
            }

            _pieces[piece].Next = first;
            first = piece;
        }

        Volatile.Write(ref _used, _used + count);
        return first;
    }

    /// <summary>A piece more, as if it had been free.</summary>
    private int Grow()
    {
        if (_count == _pieces.Length)
        {
            Array.Resize(ref _pieces, Math.Max(64, _count * 2));
        }

        _pieces[_count].Next = None;
        return _count++;
    }

    private void GiveUpOldest()
    {
        int first = _oldest;
        _firsts.Remove(_pieces[first].Key);
        Unlink(first);
        Free(first);
    }

    private void Free(int first)
    {
        for (int piece = first; piece != None;)
        {
            int next = _pieces[piece].Next;
            if (_held * PieceSize > most)
            {
                _pieces[piece].Data = null; // was there for a single one that was larger
                _held--;
            }

            _pieces[piece].Next = _free;
            (_free, piece) = (piece, next);
            Volatile.Write(ref _used, _used - 1);
        }
    }

    private void Link(int first, long key)
    {
        ref Piece piece = ref _pieces[first];
        (piece.Key, piece.Newer, piece.Older) = (key, None, _newest);
        (_newest == None ? ref _oldest : ref _pieces[_newest].Newer) = first;
        _newest = first;
    }

    private void Unlink(int first)
    {
        (int newer, int older) = (_pieces[first].Newer, _pieces[first].Older);
        (newer == None ? ref _newest : ref _pieces[newer].Older) = older;
        (older == None ? ref _oldest : ref _pieces[older].Newer) = newer;
    }

    /// <summary>Pieces that are being filled.</summary>
    /// <param name="First">Number of the first one.</param>
    /// <param name="Data">In order; the last one may be longer than what it is for.</param>
    internal readonly record struct Reserved(int First, byte[][] Data)
    {
        public void CopyTo(int offset, Span<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                ReadOnlySpan<byte> part = Data[offset / PieceSize].AsSpan(offset % PieceSize);
                part = part[..Math.Min(part.Length, buffer.Length)];
                part.CopyTo(buffer);
                buffer = buffer[part.Length..];
                offset += part.Length;
            }
        }
    }

    private struct Piece
    {
        public byte[]? Data;

        /// <summary>What follows of the same data, or of the pieces that are free.</summary>
        public int Next;

        // Of the first piece of what is kept: its key, and what was used next after and before it.
        public long Key;
        public int Newer;
        public int Older;
    }
}
