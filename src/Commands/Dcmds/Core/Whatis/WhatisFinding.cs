using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>What an address was found to be part of.</summary>
/// <param name="Address">The address asked for.</param>
/// <param name="Base">Where the object that holds it begins.</param>
/// <param name="Kind">What sort of object: <c>module</c>, <c>thread</c>, <c>stack</c>, <c>page</c>, <c>buffer</c>, <c>arena</c>, <c>mapping</c>.</param>
/// <param name="Description">Stock mdb's words for it.</param>
internal sealed record WhatisFinding(ulong Address, ulong Base, string Kind, string Description)
{
    public static readonly Table<WhatisFinding> Layout = new(
        [
            new("addr", f => Cell.Address(f.Address)), new("base", f => Cell.Address(f.Base)), new("offset", f => f.Address - f.Base),
            new("size", f => f.Size == 0 ? Cell.None : f.Size),
            new("kind", f => f.Kind), new("name", f => f.Name), new("state", f => f.State),
            new("control", f => f.Control == 0 ? Cell.None : Cell.Address(f.Control)), new("symbol", f => f.Symbol),
            new("range_start", f => f.Range is { } range ? Cell.Address(range.Start) : Cell.None),
            new("range_end", f => f.Range is { } range ? Cell.Address(range.End) : Cell.None), new("what", f => f.Description),
        ],
        Header: null,
        Write);

    /// <summary>Bytes of the object; 0 where it has no size of its own.</summary>
    public ulong Size { get; init; }

    /// <summary>What the address is by name: symbol and distance; null where it is shown as a number.</summary>
    public string? Symbol { get; init; }

    /// <summary>Name of the cache, arena, module or segment; null for none.</summary>
    public string? Name { get; init; }

    /// <summary><c>allocated</c> or <c>freed</c>; null for what is neither.</summary>
    public string? State { get; init; }

    /// <summary>The structure that keeps account of the object: a bufctl, a segment of an arena, a thread; 0 for none.</summary>
    public ulong Control { get; init; }

    /// <summary>The addresses that a mapping covers, the end exclusive; null for what is described by its base alone.</summary>
    public (ulong Start, ulong End)? Range { get; init; }

    /// <summary>Whether lines about its history follow.</summary>
    public bool HasDetails { get; init; }

    private static void Write(WhatisFinding finding, MdbWriter writer)
    {
        writer.Printf("%p is ", finding.Address);
        if (finding.Symbol is { } symbol)
        {
            writer.Printf("%s, ", symbol);
        }
        else if (finding.Address != finding.Base)
        {
            writer.Printf("%p+%p, ", finding.Base, finding.Address - finding.Base);
        }

        writer.Printf("%s%s\n", finding.Description, finding.HasDetails ? ":" : "");
    }
}
