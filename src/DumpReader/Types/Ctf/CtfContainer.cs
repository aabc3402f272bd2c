using System.Text;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Types.Ctf;

/// <summary>
/// The types of one module. Opening makes one pass that notes where each record begins; a type is made when first asked for
/// and then stays the same object. Safe for concurrent use: two threads may build one type at once, and one of the two wins.
/// </summary>
internal sealed class CtfContainer : ITypeSource
{
    /// <summary>Bit of an id that a child container adds to its own types; ids without it are the parent's.</summary>
    public const int ChildBit = 0x8000;

    private readonly CtfBytes _bytes;
    private readonly int[] _offsets;
    private readonly CType?[] _types;
    private readonly Func<string, CtfContainer?> _findParent;
    private readonly Action<Problem> _report;
    private readonly HashSet<Problem> _reported = [];
    private CtfNameIndex? _names;
    private CtfContainer? _parent;
    private bool _parentSought;

    /// <param name="module">Its module, for messages and <see cref="CType.Module"/>.</param>
    /// <param name="bytes">Checked and expanded.</param>
    /// <param name="findParent">Container of a module by name; null where there is none. Called at most once or twice.</param>
    /// <param name="report">Told of each fault once.</param>
    public CtfContainer(string module, in CtfBytes bytes, Func<string, CtfContainer?> findParent, Action<Problem> report)
    {
        Module = module;
        _bytes = bytes;
        _findParent = findParent;
        _report = report;
        Parent = String(bytes.Header.ParentName);
        ParentLabel = String(bytes.Header.ParentLabel);
        _offsets = Index();
        _types = new CType?[_offsets.Length];
    }

    public string Module { get; }

    /// <summary>Name of the parent's module; empty for a container that stands alone.</summary>
    public string Parent { get; }

    /// <summary>The label that the parent had when this container was made; empty where none is given.</summary>
    public string ParentLabel { get; }

    public bool IsChild => Parent.Length > 0;

    /// <summary>Number of types; their indices run from 1.</summary>
    public int Count => _offsets.Length - 1;

    public CtfNameIndex Names => _names ?? Interlocked.CompareExchange(ref _names, new CtfNameIndex(this), null) ?? _names;

    public ReadOnlySpan<byte> ObjectSection => Section(_bytes.Header.Objects, _bytes.Header.Functions);

    public ReadOnlySpan<byte> FunctionSection => Section(_bytes.Header.Functions, _bytes.Header.Types);

    public ReadOnlySpan<byte> TypeSection => Section(_bytes.Header.Types, _bytes.Header.Strings);

    public CType GetType(int id)
    {
        if (!TryPlace(id, out CtfContainer container, out int index))
        {
            return id == 0 ? UnknownType.None : new UnknownType("type id " + id + " does not exist");
        }

        return container.ByIndex(index);
    }

    /// <summary>The type at an index from 1, made when first asked for.</summary>
    public CType ByIndex(int index)
    {
        CType? type = Volatile.Read(ref _types[index]);
        if (type is not null)
        {
            return type;
        }

        type = CtfDecoder.Decode(this, index, Record(index));
        type.Module = Module;
        type.Id = IsChild ? index | ChildBit : index;
        return Interlocked.CompareExchange(ref _types[index], type, null) ?? type;
    }

    public CtfRecord Record(int index)
    {
        CtfRecord.TryRead(TypeSection, _offsets[index], out CtfRecord record, out _);
        return record;
    }

    /// <summary>Where an id used in this container leads; false (and said) for one that leads nowhere.</summary>
    public bool TryPlace(int id, out CtfContainer container, out int index)
    {
        container = this;
        index = id;
        if (id == 0)
        {
            return false;
        }

        if (IsChild)
        {
            index = id & ~ChildBit;
            if ((id & ChildBit) == 0)
            {
                if (ParentContainer() is not { } parent)
                {
                    return false;
                }

                container = parent;
            }
        }

        if (index >= 1 && index <= container.Count)
        {
            return true;
        }

        Report(CtfProblems.DanglingId(Module, id, container.Count));
        return false;
    }

    /// <summary>Bytes of a name; empty for none, for a name in another string table and for one that lies outside.</summary>
    public ReadOnlySpan<byte> NameBytes(uint reference)
    {
        if (reference == 0 || reference >= _bytes.Header.StringsLength)
        {
            return default;
        }

        // Cut, so that strings whose ends damage has taken away do not cost a pass over all of them for each name.
        uint length = Math.Min(_bytes.Header.StringsLength - reference, Limits.CtfName);
        ReadOnlySpan<byte> rest = Section(_bytes.Header.Strings + reference, _bytes.Header.Strings + reference + length);
        int end = rest.IndexOf((byte)0);
        uint behind = reference + length;
        if (end < 0 && behind < _bytes.Header.StringsLength && Section(_bytes.Header.Strings + behind, _bytes.Header.Strings + behind + 1)[0] != 0)
        {
            Report(CtfProblems.LongName(Module, reference));
        }

        return end < 0 ? rest : rest[..end];
    }

    public string String(uint reference)
    {
        ReadOnlySpan<byte> name = NameBytes(reference);
        return name.IsEmpty ? "" : Encoding.Latin1.GetString(name);
    }

    public void Report(Problem problem)
    {
        lock (_reported)
        {
            if (_reported.Count >= Limits.CtfProblems || !_reported.Add(problem))
            {
                return;
            }
        }

        _report(problem);
    }

    /// <summary>Says that the parent is not there.</summary>
    public void ReportNoParent() => Report(CtfProblems.NoParent(Module, Parent, ParentLabel));

    private CtfContainer? ParentContainer()
    {
        if (!Volatile.Read(ref _parentSought))
        {
            CtfContainer? found = _findParent(Parent);
            _parent = found is { IsChild: false } && found != this ? found : null;
            Volatile.Write(ref _parentSought, true);
            if (_parent is null)
            {
                ReportNoParent();
            }
        }

        return _parent;
    }

    private int[] Index()
    {
        ReadOnlySpan<byte> types = TypeSection;
        var offsets = new List<int>(Math.Min(types.Length / 12, Limits.CtfTypes) + 1) { 0 };
        for (int at = 0; at < types.Length;)
        {
            bool whole = CtfRecord.TryRead(types, at, out CtfRecord record, out string why);
            if (!whole || offsets.Count > Limits.CtfTypes)
            {
                Report(CtfProblems.Cut(Module, offsets.Count, whole ? "is one too many for 15-bit ids" : why));
                break;
            }

            offsets.Add(at);
            at = record.Next;
        }

        return [.. offsets];
    }

    private ReadOnlySpan<byte> Section(uint from, uint to) => _bytes.Body.Span[(int)from..(int)to];
}
