using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Tests.Fakes;

/// <summary>Types made by hand, and the types of symbols by name.</summary>
internal sealed class HandMadeTypes : TypeCatalog
{
    public static readonly IntegerType Char = new("char", 1, 8, signed: true, character: true);
    public static readonly IntegerType Byte = new("uint8_t", 1, 8, signed: false);
    public static readonly IntegerType Short = new("short", 2, 16, signed: true);
    public static readonly IntegerType Int = new("int", 4, 32, signed: true);
    public static readonly IntegerType Unsigned = new("unsigned int", 4, 32, signed: false);
    public static readonly IntegerType Long = new("long", 8, 64, signed: true);
    public static readonly IntegerType Void = new("void", 0, 0, signed: true);

    private readonly Dictionary<string, CType> _types = new(StringComparer.Ordinal);

    public Dictionary<string, CType> OfSymbols { get; } = new(StringComparer.Ordinal);

    public HandMadeTypes()
    {
        foreach (CType type in (CType[])[Char, Byte, Short, Int, Unsigned, Long, Void])
        {
            Add(type);
        }
    }

    public T Add<T>(T type) where T : CType
    {
        _types[type.Name] = type;
        return type;
    }

    public override CType? Find(string? module, string name, out TypeError error)
    {
        string plain = name.TrimEnd(' ', '*');
        if (!_types.TryGetValue(plain, out CType? type))
        {
            error = TypeError.UnknownName;
            return null;
        }

        for (int stars = name.Count(c => c == '*'); stars > 0; stars--)
        {
            type = new PointerType(type);
        }

        error = TypeError.None;
        return type;
    }

    public override CType? OfSymbol(in Symbol symbol, out TypeError error)
    {
        bool known = OfSymbols.TryGetValue(symbol.Name, out CType? type);
        error = known ? TypeError.None : TypeError.NotData;
        return type;
    }

    public override IEnumerable<CType> All() => _types.Values;
}
