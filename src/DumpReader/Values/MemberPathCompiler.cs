using DumpReader.Types;

namespace DumpReader.Values;

/// <summary>
/// Reads a member path from left to right against a type. Each delimiter is checked against the type reached so far before
/// the name behind it is read, so that the first thing wrong is the one that mdb names.
/// </summary>
internal sealed class MemberPathCompiler(string text, PathNumbers numbers, TypeCatalog? types)
{
    private readonly List<PathStep> _steps = [];
    private CType _type = UnknownType.None;
    private Member? _member;
    private bool _pointerIndexZero;
    private string? _fault;
    private int _at;

    public MemberPath Compile(CType root)
    {
        _type = root;
        bool first = true;
        while (_fault is null && (_at < text.Length || first))
        {
            Next(first);
            first = false;
        }

        return new MemberPath(text, root, [.. _steps], _type, _member, _pointerIndexZero && _fault is null, _fault);
    }

    private void Next(bool first)
    {
        char c = _at < text.Length ? text[_at] : '\0';
        if (c == '[')
        {
            Index();
        }
        else if (c == '.')
        {
            _at++;
            Dot();
        }
        else if (c == '-' && _at + 1 < text.Length && text[_at + 1] == '>')
        {
            _at += 2;
            Arrow();
        }
        else if (!first)
        {
            _fault = $"'{c}' is not a valid delimiter";
        }
        else if (_type.Resolve() is PointerType)
        {
            Arrow();
        }
        else
        {
            Dot();
        }
    }

    private void Arrow()
    {
        if (_type.Resolve() is not PointerType pointer)
        {
            _fault = $"{_type.Name} is not a pointer type";
            return;
        }

        _steps.Add(PathStep.Dereference);
        _type = pointer.Target;
        Dot();
    }

    private void Dot()
    {
        string declared = _type.Name;
        CType resolved = _type.Resolve();
        if (resolved is ForwardType forward && types?.Define(forward) is { } definition)
        {
            resolved = definition.Resolve();
        }

        if (resolved is not StructType structure)
        {
            _fault = $"{declared} is not a struct or union type";
            return;
        }

        string name = Name();
        if (!structure.TryGetMember(name, out Member member))
        {
            _fault = $"failed to find member {name} of {declared}: no such member of structure or union";
            return;
        }

        _steps.Add(PathStep.Move(member.BitOffset));
        _type = member.Type;
        _member = member;
        _pointerIndexZero = false;
    }

    /// <summary>Letters, digits and underscores; the first character counts whatever it is, so that a stray option is named.</summary>
    private string Name()
    {
        int start = _at;
        while (_at < text.Length
            && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_' || (_at == start && text[_at] is not ('.' or '['))))
        {
            _at++;
        }

        return text[start.._at];
    }

    private void Index()
    {
        int end = text.IndexOf(']', _at);
        if (end < 0)
        {
            _fault = "no trailing ']'";
            return;
        }

        string digits = text[(_at + 1)..end];
        ulong index = 0;
        if (digits.Length > 0 && !numbers.TryParse(digits, out index, out string error))
        {
            _fault = error;
            return;
        }

        switch (_type.Resolve())
        {
            case PointerType pointer:
                _pointerIndexZero = index == 0 && _member is not null;
                _steps.Add(PathStep.Dereference);
                _type = pointer.Target;
                break;
            case ArrayType array:
                _pointerIndexZero = false;
                if (index >= array.Count && array.Count > 0)
                {
                    string last = numbers.Format(array.Count - 1);
                    _steps.Add(PathStep.Warn($"index {numbers.Format(index)} is outside of array bounds [0 .. {last}]"));
                }

                _type = array.Element;
                break;
            default:
                _fault = "cannot index into non-array, non-pointer type";
                return;
        }

        _steps.Add(PathStep.MoveBytes(unchecked(index * _type.Size)));
        _member = null;
        _at = end + 1;
    }
}
