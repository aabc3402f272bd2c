using Commands.Pipeline;

namespace Commands.Dcmds.Memory.Owner;

/// <summary>A type that an object, or a part of it, has if the pointers to it are what they are declared to be.</summary>
/// <param name="Type">Its name.</param>
/// <param name="At">Where in the object it begins.</param>
/// <param name="Referrer">Type of an object that holds such a pointer.</param>
/// <param name="Member">The member that is the pointer.</param>
/// <param name="From">Where that object, or the pointer, lies.</param>
internal sealed record PossibleType(string Type, ulong At, string Referrer, string Member, ulong From)
{
    public static readonly Table<PossibleType> Layout = new(
        [
            new("possible", p => p.Type), new("at", p => p.At), new("array", p => p.IsArray), new("from", p => Cell.Symbolic(p.From)),
            new("from_type", p => p.Referrer), new("member", p => p.Member), new("pointers", p => p.Pointers),
        ],
        Header: null,
        (p, w) =>
        {
            w.Printf("    type possibly %s%s", p.IsArray ? "array of " : "", p.Type);
            if (p.At != 0)
            {
                w.Printf(" at +%lx", p.At);
            }

            w.Printf(", as %s.%s at %a", p.Referrer, p.Member, p.From);
            w.Printf(p.Pointers > 1 ? " (%ld pointers)\n" : "\n", p.Pointers);
        });

    /// <summary>Whether the object is likely to be several of them, one behind the other.</summary>
    public bool IsArray { get; init; }

    /// <summary>How many pointers say so.</summary>
    public long Pointers { get; init; } = 1;
}
