using DumpReader.Types;

namespace DumpReader.Kernel.Memory.Graph;

/// <summary>
/// What was inferred of each node, newest first: 4 bytes a node, and 16 for each inference. Equal facts are kept once.
/// </summary>
internal sealed class Inferences(int nodes)
{
    private const int FragmentBit = 1;

    private readonly int[] _first = new int[nodes];
    private readonly List<InferredFact> _facts = [];
    private readonly Dictionary<(CType, CType, string), int> _numbers = [];
    private Record[] _records = new Record[256];
    private int _used = 1;

    /// <summary>Inferences made so far; only grows.</summary>
    public long Made { get; private set; }

    public bool Any => Made > 0;

    /// <summary>Nodes with at least one inference of their whole type.</summary>
    public long NodesWithType { get; private set; }

    /// <summary>Adds an inference unless the node has one with that type.</summary>
    public void Add(int node, bool isFragment, InferredFact fact, int source, ulong sourceOffset)
    {
        bool hasAny = false;
        foreach (Inference known in Of(node, isFragment))
        {
            hasAny = true;
            if (TypeIdentity.AreSame(known.Type, fact.Type))
            {
                return;
            }
        }

        if (_used == _records.Length)
        {
            Array.Resize(ref _records, _used * 2);
        }

        int place = _used++;
        _records[place] = new Record(_first[node], (Number(fact) << 1) | (isFragment ? FragmentBit : 0), source, (uint)sourceOffset);
        _first[node] = place;
        Made++;
        NodesWithType += hasAny || isFragment ? 0 : 1;
    }

    /// <summary>Whole types, or types of parts, of a node.</summary>
    public Sequence Of(int node, bool fragments) => new(this, _first[node], fragments);

    /// <summary>Takes away inferences of a node that a condition holds for.</summary>
    public void Drop(int node, bool fragments, Predicate<CType> unwanted)
    {
        int before = 0;
        bool left = false;
        bool dropped = false;
        for (int at = _first[node]; at != 0; at = _records[at].Next)
        {
            bool counts = (_records[at].Fact & FragmentBit) != 0 == fragments;
            if (counts && unwanted(_facts[_records[at].Fact >> 1].Type))
            {
                dropped = true;
                if (before == 0)
                {
                    _first[node] = _records[at].Next;
                }
                else
                {
                    _records[before].Next = _records[at].Next;
                }
            }
            else
            {
                left |= counts;
                before = at;
            }
        }

        NodesWithType -= dropped && !left && !fragments ? 1 : 0;
    }

    private int Number(InferredFact fact)
    {
        (CType, CType, string) key = (fact.Type, fact.Referrer, fact.Member);
        if (!_numbers.TryGetValue(key, out int number))
        {
            _numbers[key] = number = _facts.Count;
            _facts.Add(fact);
        }

        return number;
    }

    private record struct Record(int Next, int Fact, int Source, uint SourceOffset);

    /// <summary>The inferences of a node, for <c>foreach</c> without an allocation.</summary>
    public struct Sequence(Inferences all, int first, bool fragments)
    {
        private int _at;
        private bool _isStarted;

        public readonly Inference Current
        {
            get
            {
                Record record = all._records[_at];
                return new Inference(all._facts[record.Fact >> 1], record.Source, record.SourceOffset, (record.Fact & FragmentBit) != 0);
            }
        }

        public readonly Sequence GetEnumerator() => this;

        public bool MoveNext()
        {
            do
            {
                _at = _isStarted ? all._records[_at].Next : first;
                _isStarted = true;
            }
            while (_at != 0 && (all._records[_at].Fact & FragmentBit) != 0 != fragments);

            return _at != 0;
        }

        public readonly int Count()
        {
            int count = 0;
            foreach (Inference _ in this)
            {
                count++;
            }

            return count;
        }

        /// <summary>The only one; false where there are none or several.</summary>
        public readonly bool TrySingle(out Inference single)
        {
            single = default;
            int count = 0;
            foreach (Inference inference in this)
            {
                single = inference;
                count++;
            }

            return count == 1;
        }
    }
}
