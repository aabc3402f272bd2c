using DumpReader.Bytes;

namespace Commands.Dcmds.Core;

/// <summary>
/// Names of C++ under the Itanium ABI, as compilers for amd64 make them: functions and variables with namespaces, classes,
/// constructors, destructors, templates over types, and parameters of built-in, pointer, reference and named types, with the
/// back references between them. What goes beyond (expressions, closures, function pointers) is not understood.
/// </summary>
internal sealed class Demangler
{
    private static readonly Dictionary<char, string> _builtIn = new()
    {
        ['v'] = "void",
        ['w'] = "wchar_t",
        ['b'] = "bool",
        ['c'] = "char",
        ['a'] = "signed char",
        ['h'] = "unsigned char",
        ['s'] = "short",
        ['t'] = "unsigned short",
        ['i'] = "int",
        ['j'] = "unsigned int",
        ['l'] = "long",
        ['m'] = "unsigned long",
        ['x'] = "long long",
        ['y'] = "unsigned long long",
        ['f'] = "float",
        ['d'] = "double",
        ['e'] = "long double",
        ['z'] = "...",
    };

    private static readonly Dictionary<char, string> _standard = new()
    {
        ['t'] = "std",
        ['a'] = "std::allocator",
        ['b'] = "std::basic_string",
        ['s'] = "std::string",
        ['i'] = "std::istream",
        ['o'] = "std::ostream",
    };

    private readonly string _text;
    private readonly List<string> _seen = [];
    private int _at = 2;
    private int _depth;

    private Demangler(string text) => _text = text;

    /// <summary>Null for a name that is not mangled, or not understood.</summary>
    public static string? Demangle(string name)
    {
        if (!name.StartsWith("_Z", StringComparison.Ordinal) || name.Length > Limits.MangledName)
        {
            return null;
        }

        var demangler = new Demangler(name);
        return demangler.Name(out bool template, out string suffix) is { } text && demangler.Encoding(text, template, suffix) is { } whole
            && demangler._at == name.Length ? whole : null;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(char c)
    {
        bool taken = Next == c;
        _at += taken ? 1 : 0;
        return taken;
    }

    /// <summary>A variable is its name; a function has parameters behind it, and a template function its result before them.</summary>
    private string? Encoding(string name, bool template, string suffix)
    {
        if (_at == _text.Length)
        {
            return name + suffix;
        }

        string? result = template ? Type() : "";
        if (result is null)
        {
            return null;
        }

        var parameters = new List<string>();
        while (_at < _text.Length)
        {
            if (Type() is not { } type)
            {
                return null;
            }

            parameters.Add(type);
        }

        string list = parameters is ["void"] ? "" : string.Join(", ", parameters);
        return $"{(result.Length > 0 ? result + " " : "")}{name}({list}){suffix}";
    }

    private string? Name(out bool template, out string suffix)
    {
        template = false;
        suffix = "";
        if (Take('N'))
        {
            return Nested(ref template, ref suffix);
        }

        string? name = Next == 'S' ? Substitution() : Source();
        if (name == "std" && Source() is { } inner)
        {
            name = "std::" + inner;
        }

        if (name is not null && Next == 'I')
        {
            _seen.Add(name);
            template = true;
            return Arguments() is { } arguments ? name + arguments : null;
        }

        return name;
    }

    private string? Nested(ref bool template, ref string suffix)
    {
        while (Next is 'K' or 'V' or 'r')
        {
            suffix += _text[_at++] switch { 'K' => " const", 'V' => " volatile", _ => " restrict" };
        }

        string name = "";
        string last = "";
        while (!Take('E'))
        {
            char c = Next;
            if (c == 'I')
            {
                if (name.Length == 0 || Arguments() is not { } arguments)
                {
                    return null;
                }

                name += arguments;
                template = true;
            }
            else if (c == 'S' && name.Length == 0)
            {
                if (Substitution() is not { } known)
                {
                    return null;
                }

                (name, last) = (known, known[(known.LastIndexOf(':') + 1)..]);
                continue;
            }
            else
            {
                string? part = c is 'C' or 'D' && last.Length > 0 ? Structor(last) : Source();
                if (part is null)
                {
                    return null;
                }

                template = false;
                last = part;
                name = name.Length == 0 ? part : $"{name}::{part}";
            }

            if (Next != 'E')
            {
                _seen.Add(name);
            }
        }

        return name.Length == 0 ? null : name;
    }

    private string? Structor(string owner)
    {
        bool destructor = Next == 'D';
        if (_at + 1 >= _text.Length || !char.IsAsciiDigit(_text[_at + 1]))
        {
            return null;
        }

        _at += 2;
        return destructor ? "~" + owner : owner;
    }

    private string? Source()
    {
        Take('L');
        int length = 0;
        int start = _at;
        while (char.IsAsciiDigit(Next) && length < Limits.MangledName)
        {
            length = (length * 10) + (_text[_at++] - '0');
        }

        if (_at == start || length == 0 || length > _text.Length - _at)
        {
            return null;
        }

        _at += length;
        return _text.Substring(_at - length, length);
    }

    private string? Arguments()
    {
        _at++;
        var arguments = new List<string>();
        while (!Take('E'))
        {
            if (Type() is not { } type)
            {
                return null;
            }

            arguments.Add(type);
        }

        return $"<{string.Join(", ", arguments)}>";
    }

    /// <summary><c>S_</c> is the first thing seen, <c>S0_</c> the second, in base 36; <c>St</c> and its kin are of the library.</summary>
    private string? Substitution()
    {
        _at++;
        if (_standard.TryGetValue(Next, out string? known))
        {
            _at++;
            return known;
        }

        int index = 0;
        if (Next != '_')
        {
            for (; char.IsAsciiDigit(Next) || char.IsAsciiLetterUpper(Next); _at++)
            {
                index = (index * 36) + (char.IsAsciiDigit(Next) ? Next - '0' : Next - 'A' + 10);
                if (index > Limits.MangledName)
                {
                    return null;
                }
            }

            index++;
        }

        return Take('_') && index < _seen.Count ? _seen[index] : null;
    }

    private string? Type()
    {
        if (++_depth > Limits.MangledDepth)
        {
            return null;
        }

        string? type = OneType();
        _depth--;
        return type;
    }

    private string? OneType()
    {
        char c = Next;
        if (_builtIn.TryGetValue(c, out string? plain))
        {
            _at++;
            return plain;
        }

        string? behind = c switch { 'P' => "*", 'R' => "&", 'O' => "&&", 'K' => " const", 'V' => " volatile", _ => null };
        if (behind is not null)
        {
            _at++;
            return Type() is { } target ? Seen(target + behind) : null;
        }

        int before = _at;
        string? name = Name(out bool template, out _);
        bool again = c == 'S' && !template && !(before + 1 < _text.Length && _text[before + 1] == 't');
        return name is null || again ? name : Seen(name);
    }

    private string Seen(string type)
    {
        _seen.Add(type);
        return type;
    }
}
