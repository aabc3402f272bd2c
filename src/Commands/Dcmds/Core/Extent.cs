using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>A named range of addresses: a load object or a segment. The row of ::objects and ::mappings.</summary>
internal sealed record Extent(ulong Base, ulong Size, string Name)
{
    public static readonly Table<Extent> Layout = new(
        [
            new("base", e => Cell.Address(e.Base)), new("limit", e => Cell.Address(unchecked(e.Base + e.Size))), new("size", e => e.Size),
            new("name", e => e.Name),
        ],
        "            BASE            LIMIT             SIZE NAME",
        (e, w) =>
        {
            w.Hex(e.Base, width: 16);
            w.Write(" ");
            w.Hex(unchecked(e.Base + e.Size), width: 16);
            w.Write(" ");
            w.Hex(e.Size, width: 16);
            w.Write(" ");
            w.Write(e.Name);
            w.NewLine();
        });
}
