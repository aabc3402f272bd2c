using System.Runtime.InteropServices;
using DumpReader.Bytes;
using DumpReader.Scans;
using DumpReader.Spaces;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>The words of a node that point into nodes of the heap, in the order of memory.</summary>
internal ref struct NodeWords
{
    private readonly GraphNodes _nodes;
    private readonly ulong _start;
    private MemoryRun _run;
    private ReadOnlySpan<ulong> _words;
    private int _next;

    /// <param name="nodes">All nodes.</param>
    /// <param name="memory">Where they lie.</param>
    /// <param name="node">The node.</param>
    /// <param name="offset">Bytes of it to leave out, a multiple of 8.</param>
    /// <param name="buffer">At least a page.</param>
    public NodeWords(GraphNodes nodes, AddressSpace memory, int node, ulong offset, Span<byte> buffer)
    {
        _nodes = nodes;
        _start = nodes.Start(node);
        ulong from = (_start & ~7UL) + offset < _start ? (_start + 7) & ~7UL : (_start & ~7UL) + offset;
        _run = new MemoryRun(memory, new AddressRange(from, (_start + nodes.Size(node)) & ~7UL), buffer);
    }

    /// <summary>Bytes from the start of the node to the word.</summary>
    public ulong Offset { get; private set; }

    public int Target { get; private set; }

    public ulong TargetOffset { get; private set; }

    public bool Next()
    {
        ulong lowest = _nodes.Lowest;
        ulong span = _nodes.Highest - lowest;
        while (true)
        {
            for (; _next < _words.Length; _next++)
            {
                ulong word = _words[_next];
                if (unchecked(word - lowest) <= span && _nodes.TryFindInHeap(word, out int target))
                {
                    Offset = _run.Address + ((ulong)_next * 8) - _start;
                    Target = target;
                    TargetOffset = word - _nodes.Start(target);
                    _next++;
                    return true;
                }
            }

            if (!_run.Next())
            {
                return false;
            }

            _words = MemoryMarshal.Cast<byte, ulong>(_run.Bytes);
            _next = 0;
        }
    }
}
