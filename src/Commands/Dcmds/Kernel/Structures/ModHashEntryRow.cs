using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>An entry of a hash table in the tables of ::modhash -e and ::modent.</summary>
/// <param name="Address">The entry.</param>
/// <param name="Chain">The chain that it hangs on; null where that is not known.</param>
/// <param name="Text">What the key is the address of; null where it is no address.</param>
internal sealed record ModHashEntryRow(ulong Address, ulong? Chain, ulong Value, ulong Key, string? Text)
{
    /// <summary>With the address of each entry.</summary>
    public static Table<ModHashEntryRow> ByAddress { get; } = Table("            ADDR              VAL              KEY", r => r.Address);

    /// <summary>With the chain of each entry.</summary>
    public static Table<ModHashEntryRow> ByChain { get; } = Table("        HASH_IDX              VAL              KEY", r => r.Chain ?? 0);

    private static Table<ModHashEntryRow> Table(string header, Func<ModHashEntryRow, ulong> first) => new(
        [
            new("addr", r => Cell.Address(r.Address)), new("chain", r => r.Chain is { } chain ? chain : Cell.None),
            new("val", r => Cell.Address(r.Value)), new("key", r => Cell.Address(r.Key)), new("text", r => r.Text),
        ],
        header,
        (r, w) => w.Printf(r.Text is null ? "%?p %?p %?p\n" : "%?p %?p %?p %s\n", first(r), r.Value, r.Key, r.Text));
}
