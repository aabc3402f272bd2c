using System.Globalization;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Scenarios;

/// <summary>What names mean in a scenario: symbols, and the constants of its enums.</summary>
internal sealed class ScenarioScope(CDeclarations types)
{
    private readonly Dictionary<string, ulong> _symbols = new(StringComparer.Ordinal);

    /// <summary>False if the module has a symbol of that name already.</summary>
    public bool TryAdd(string module, string name, ulong value)
    {
        // A bare name is the first of its kind, as in mdb.
        _symbols.TryAdd(name, value);
        return _symbols.TryAdd(Scoped(module, name), value);
    }

    /// <summary>Numbers are hexadecimal unless a prefix says otherwise; a hex word that is a symbol is the symbol.</summary>
    /// <exception cref="DeclarationException">An unknown name or a malformed number.</exception>
    public ulong Evaluate(DeclarationFile file, ExpressionSyntax syntax) => syntax switch
    {
        NumberExpression n => TryNumber(n.Text, out ulong value) ? value : throw file.Error(n.Position, $"not a number: {n.Text}"),
        NameExpression { Module: { } module } n => _symbols.TryGetValue(Scoped(module, n.Name), out ulong value)
            ? value
            : throw file.Error(n.Position, $"unknown symbol {Scoped(module, n.Name)}"),
        NameExpression n => TryName(n.Name, out ulong value) ? value : throw file.Error(n.Position, $"unknown symbol {n.Name}"),
        SumExpression s when s.Operator == CToken.Plus => unchecked(Evaluate(file, s.Left) + Evaluate(file, s.Right)),
        SumExpression s => unchecked(Evaluate(file, s.Left) - Evaluate(file, s.Right)),
        _ => throw file.Error(syntax.Position, "not an expression"),
    };

    private bool TryName(string name, out ulong value)
    {
        if (_symbols.TryGetValue(name, out value) || ulong.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        bool constant = types.Enumerators.TryGetValue(name, out long number);
        value = unchecked((ulong)number);
        return constant;
    }

    private static bool TryNumber(string text, out ulong value)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 't' or 'T')
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out value);
        }

        bool prefix = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(text.AsSpan(prefix ? 2 : 0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static string Scoped(string module, string name) => module + "`" + name;
}
