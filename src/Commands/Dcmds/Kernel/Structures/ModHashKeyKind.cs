using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>What the keys of a hash table are, as far as the function that compares them tells.</summary>
internal enum ModHashKeyKind
{
    Unknown,
    Text,
    Pointer,
    Number,
}

/// <summary>Keys of hash tables.</summary>
internal static class ModHashKeys
{
    /// <summary>Names of the kinds as -t of ::modent takes them.</summary>
    public static string? NameOf(ModHashKeyKind kind) => kind switch
    {
        ModHashKeyKind.Text => "str",
        ModHashKeyKind.Pointer => "ptr",
        ModHashKeyKind.Number => "id",
        _ => null,
    };

    /// <summary>The kind that a name means; null for none.</summary>
    public static ModHashKeyKind? Named(string name) => name switch
    {
        "str" => ModHashKeyKind.Text,
        "ptr" => ModHashKeyKind.Pointer,
        "id" => ModHashKeyKind.Number,
        _ => null,
    };

    /// <summary>The kind of a table's keys, by its mh_keycmp.</summary>
    public static ModHashKeyKind KindOf(Run run, Value table) =>
        !run.Session.TryFindExact(table.Number("mh_keycmp"), out Symbol symbol) ? ModHashKeyKind.Unknown : symbol.Name switch
        {
            "mod_hash_strkey_cmp" => ModHashKeyKind.Text,
            "mod_hash_ptrkey_cmp" => ModHashKeyKind.Pointer,
            "mod_hash_idkey_cmp" => ModHashKeyKind.Number,
            _ => ModHashKeyKind.Unknown,
        };

    /// <summary>What a key is the address of: a text, or the start of a symbol; null where there is nothing to say.</summary>
    public static string? Text(Run run, ulong key, ModHashKeyKind kind)
    {
        if (kind == ModHashKeyKind.Pointer)
        {
            return run.Session.TryFindExact(key, out _) ? AddressText.Symbol(run.Session, key) : "";
        }

        if (kind != ModHashKeyKind.Text)
        {
            return null;
        }

        string? text = run.Session.FindType("char", out _) is { } type ? new Value(run.Target.Memory, type, key).TextBehind() : null;
        if (text is null)
        {
            run.Missing(key);
        }

        return text ?? "";
    }
}
