using System.Buffers;
using DumpReader.Scans;

namespace DumpReader.Kernel.Memory;

/// <summary>Pieces of a cache read on all cores, a few parts ahead of who takes the buffers.</summary>
/// <remarks>
/// Only the clock tells the difference from a walk on one thread. The first buffers are read as they are taken, so that a walk into ::head
/// starts no thread. Behind them whoever is free finds the next pieces, in turn, for one follows from the other, and reads their buffers, which
/// takes longer, beside the others. A part in which something is wrong, or which has more buffers than its pieces said, is not kept: the
/// taker reads it once more, lazily, and is told of the faults between the buffers where they belong.
/// </remarks>
internal sealed class BufferParts<TPiece>
{
    /// <summary>Weight of a part.</summary>
    private const int PartWeight = 2048;

    /// <summary>Most buffers of a part, 16 bytes each.</summary>
    private const int PartBuffers = 2 * PartWeight;

    private readonly BufferPieces<TPiece> _pieces;
    private readonly IEnumerator<TPiece> _next;
    private readonly List<KmemFault> _said = [];
    private readonly object _turn = new();
    private int _turnOf;
    private bool _isHeld;
    private bool _isAtEnd;
    private Action<KmemFault> _fault;

    private BufferParts(BufferPieces<TPiece> pieces, Action<KmemFault> fault)
    {
        (_pieces, _fault) = (pieces, fault);
        _next = pieces.Find(said => _fault(said)).GetEnumerator();
    }

    /// <inheritdoc cref="BufferPieces{TPiece}.Walk"/>
    public static IEnumerable<KmemBuffer> Walk(BufferPieces<TPiece> pieces, BufferAhead ahead, Action<KmemFault> fault)
    {
        var parts = new BufferParts<TPiece>(pieces, fault);
        var visited = new Visited();
        bool hasFailed = false;
        using (parts._next)
        {
            int count = 0;
            foreach (KmemBuffer buffer in pieces.Read(parts.First(() => count < ahead.First), visited, Said))
            {
                count++;
                yield return buffer;
            }

            if (parts._isAtEnd || IsOver())
            {
                yield break;
            }

            parts._fault = parts._said.Add;
            foreach (Part part in OrderedWork.Run(int.MaxValue, parts.Read, new Silent(ahead.Control), ahead.Workers))
            {
                if (part.Buffers is { } buffers && visited.Count + part.Visited <= pieces.MostVisited)
                {
                    for (int i = 0; i < part.Count; i++)
                    {
                        yield return buffers[i];
                    }

                    visited.Count += part.Visited;
                }
                else
                {
                    foreach (KmemBuffer buffer in pieces.Read(part.Pieces, visited, Said))
                    {
                        yield return buffer;
                    }
                }

                if (part.Buffers is { } used)
                {
                    ArrayPool<KmemBuffer>.Shared.Return(used);
                }

                if (IsOver())
                {
                    yield break;
                }

                part.Said.ForEach(fault);
                if (part.IsLast)
                {
                    yield break;
                }
            }
        }

        bool IsOver() => hasFailed && pieces.EndsAtFault;

        void Said(KmemFault what)
        {
            hasFailed = true;
            fault(what);
        }
    }

    private IEnumerable<TPiece> First(Func<bool> more)
    {
        while (more())
        {
            if (!_next.MoveNext())
            {
                _isAtEnd = true;
                yield break;
            }

            yield return _next.Current;
        }
    }

    /// <summary>A part: found when those before it were, then read.</summary>
    private Part Read(int number)
    {
        Part found;
        lock (_turn)
        {
            while (_turnOf != number)
            {
                Monitor.Wait(_turn);
            }

            try
            {
                found = Find();
            }
            finally
            {
                _turnOf++;
                Monitor.PulseAll(_turn);
            }
        }

        return found.Pieces.Count == 0 ? found : Read(found);
    }

    /// <summary>The next pieces, up to one before which a fault was said.</summary>
    private Part Find()
    {
        var pieces = new List<TPiece>();
        int weight = 0;
        while (weight < PartWeight && !_isAtEnd)
        {
            if (!_isHeld && !_next.MoveNext())
            {
                _isAtEnd = true;
                break;
            }

            _isHeld = _said.Count > 0;
            if (_isHeld)
            {
                break;
            }

            pieces.Add(_next.Current);
            weight += _pieces.Weight(_next.Current);
        }

        var part = new Part(pieces, [.. _said], _isAtEnd);
        _said.Clear();
        return part;
    }

    private Part Read(in Part part)
    {
        bool isSound = true;
        int count = 0;
        var visited = new Visited();
        KmemBuffer[] buffers = ArrayPool<KmemBuffer>.Shared.Rent(PartBuffers);
        foreach (KmemBuffer buffer in _pieces.Read(part.Pieces, visited, _ => isSound = false))
        {
            if (count == PartBuffers || !isSound)
            {
                isSound = false;
                break;
            }

            buffers[count++] = buffer;
        }

        if (isSound)
        {
            return part with { Buffers = buffers, Count = count, Visited = visited.Count };
        }

        ArrayPool<KmemBuffer>.Shared.Return(buffers);
        return part;
    }

    /// <param name="Pieces">What it is made of.</param>
    /// <param name="Said">Faults behind the last of them.</param>
    /// <param name="IsLast">Whether there are no pieces behind it.</param>
    private readonly record struct Part(List<TPiece> Pieces, List<KmemFault> Said, bool IsLast)
    {
        /// <summary>The buffers; null where the taker has to read them.</summary>
        public KmemBuffer[]? Buffers { get; init; }

        public int Count { get; init; }

        /// <summary>Links that led to them.</summary>
        public ulong Visited { get; init; }
    }

    private sealed class Silent(IScanControl control) : IScanControl
    {
        public bool ShouldStop => control.ShouldStop;

        public bool IsOver => control.IsOver;

        public void Progress(long done, long total)
        {
        }

        public void End()
        {
        }
    }
}
