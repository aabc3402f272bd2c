using Commands.Output;
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
        static (e, w) => e.Write(w));

    public void Write(MdbWriter writer)
    {
        writer.Hex(Base, width: 16);
        writer.Write(" ");
        writer.Hex(unchecked(Base + Size), width: 16);
        writer.Write(" ");
        writer.Hex(Size, width: 16);
        writer.Printf(" %s\n", Name);
    }
}
