using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Mdb.Completion;

/// <summary>One line about each kind of name that is completed.</summary>
internal sealed class Descriptions(Session session)
{
    private Dictionary<string, string>? _walkers;

    public static string? Dcmd(string name) => Registry.CreateDcmd(name)?.Info.Summary;

    public string? BareCommand(string name) => session.FindBareCommand(name)?.Info.Summary;

    public string? Walker(string name) =>
        (_walkers ??= WalkerTable.All(session).ToDictionary(w => w.Name, w => w.Info.Summary, StringComparer.Ordinal)).GetValueOrDefault(name);

    /// <summary>Type and place of a member.</summary>
    public static string? Member(StructType structure, string name)
    {
        if (!structure.TryGetMember(name, out Member member))
        {
            return null;
        }

        ulong bit = member.BitOffset % 8;
        return $"{member.Type.Name} at 0x{member.BitOffset / 8:x}{(bit == 0 ? "" : $", bit {bit}")}";
    }

    /// <summary>What a type is another name for, and its size.</summary>
    public string? Type(string name)
    {
        if (session.FindType(name, out _) is not { } type)
        {
            return null;
        }

        string what = type is TypedefType typedef ? typedef.Target.Name : type.Kind.ToString().ToLowerInvariant();
        return type.Size == 0 ? what : $"{what}, 0x{type.Size:x} bytes";
    }

    public string? Variable(string name) => session.Variables.Find(name) is { } variable ? $"0x{variable.Value:x}" : null;

    public string? Symbol(string name)
    {
        int quote = name.LastIndexOf('`');
        if (session.FindSymbol(quote < 0 ? null : name[..quote], name.AsSpan(quote + 1), out Symbol symbol) != SymbolLookup.Found)
        {
            return null;
        }

        string kind = symbol.Type switch { SymbolType.Function => "function", SymbolType.Object => "object", _ => "symbol" };
        string type = session.Target.Types.OfSymbol(symbol, out _) is { } known && symbol.Type == SymbolType.Object ? $", {known.Name}" : "";
        string size = symbol.Size == 0 ? "" : $", 0x{symbol.Size:x} bytes";
        return $"{kind} at {symbol.Value:x}{size}{type}";
    }
}
