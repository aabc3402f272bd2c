using System.Globalization;
using System.Text;

namespace DumpBuilder.Tests;

/// <summary>C declarations that depend on nothing but a seed: structures of everything that C knows.</summary>
internal sealed class RandomTypes
{
    private static readonly string[] s_base =
    [
        "char", "unsigned char", "short", "unsigned short", "int", "unsigned int", "long", "unsigned long", "long long", "_Bool", "float", "double", "long double",
    ];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<string> _names = [.. s_base];
    private readonly string _prefix;
    private int _count;

    /// <param name="seed">Of everything.</param>
    /// <param name="prefix">Of the names of types.</param>
    public RandomTypes(ulong seed, string prefix = "t")
    {
        _prefix = prefix;
        _random = new Random((int)(seed ^ (seed >> 32)));
        int types = 1 + _random.Next(6);
        for (int i = 0; i < types; i++)
        {
            Declare();
        }
    }

    public string Text => _text.ToString();

    /// <summary>Tags of the structures and unions.</summary>
    public List<string> Structures { get; } = [];

    private void Declare()
    {
        string name = _prefix + _count++;
        switch (_random.Next(6))
        {
            case 0:
                _text.Append(CultureInfo.InvariantCulture, $"enum {name} {{ {name}_A = {_random.Next(-3, 3)}, {name}_B, {name}_C = {_random.Next(100, 1 << 30)} }};\n");
                _names.Add("enum " + name);
                break;
            case 1:
                _text.Append(CultureInfo.InvariantCulture, $"typedef {Pick()} {Declarator(name)};\n");
                _names.Add(name);
                break;
            default:
                string kind = _random.Next(4) == 0 ? "union" : "struct";
                _text.Append(CultureInfo.InvariantCulture, $"{kind} {name} {{\n");
                Members(2, kind + " " + name);
                _text.Append("};\n");
                _names.Add(kind + " " + name);
                Structures.Add(kind + " " + name);
                break;
        }
    }

    private void Members(int depth, string self)
    {
        int count = 1 + _random.Next(7);
        for (int i = 0; i < count; i++)
        {
            string name = "m" + _count++;
            switch (_random.Next(9))
            {
                case 0:
                    int unit = _random.Next(4);
                    _text.Append(CultureInfo.InvariantCulture, $"  {(_random.Next(2) == 0 ? "" : "unsigned ")}{new[] { "char", "short", "int", "long" }[unit]} {name}:{1 + _random.Next(8 << unit)};\n");
                    break;
                case 1 when depth > 0:
                    _text.Append(_random.Next(2) == 0 ? "  struct {\n" : "  union {\n");
                    Members(depth - 1, self);
                    _text.Append(CultureInfo.InvariantCulture, $"  }} {(_random.Next(2) == 0 ? "" : name)};\n");
                    break;
                case 2:
                    _text.Append(CultureInfo.InvariantCulture, $"  {self} *{name};\n");
                    break;
                case 3:
                    _text.Append(CultureInfo.InvariantCulture, $"  struct never{_random.Next(3)} *const *{name};\n");
                    break;
                case 4:
                    _text.Append(CultureInfo.InvariantCulture, $"  char {name}[{_random.Next(1, 9000)}];\n");
                    break;
                default:
                    _text.Append(CultureInfo.InvariantCulture, $"  {(_random.Next(5) == 0 ? "volatile " : "")}{Pick()} {Declarator(name)};\n");
                    break;
            }
        }
    }

    private string Pick() => _names[_random.Next(_names.Count)];

    private string Declarator(string name) => _random.Next(8) switch
    {
        0 => "*" + name,
        1 => "**" + name,
        2 => $"{name}[{1 + _random.Next(5)}]",
        3 => $"{name}[{1 + _random.Next(3)}][{1 + _random.Next(3)}]",
        4 => $"(*{name})(int, {Pick()} *)",
        5 => $"(*{name})(const char *, ...)",
        6 => $"(*{name}[2])(void)",
        _ => name,
    };
}
