using Commands.Pipeline;

namespace Commands.Dcmds.Memory.Owner;

/// <summary>The type of the object that holds an address, and the member there.</summary>
internal sealed record TypeFact(string Type, ulong Offset, string? Member)
{
    public static readonly Table<TypeFact> Layout = new(
        [new("type", f => f.Type), new("offset", f => f.Offset), new("member", f => f.Member)],
        Header: null,
        (f, w) =>
        {
            // The address of a whole object is not meant for its first member.
            w.Printf("    type %s", f.Type);
            if (f.Offset != 0)
            {
                w.Printf(", +%lx%s", f.Offset, f.Member is null ? "" : " is " + f.Member);
            }

            w.NewLine();
        });
}

/// <summary>The page of memory behind an address, and the file or vnode that it belongs to.</summary>
internal sealed record PageFact(ulong Frame, ulong Page, ulong Vnode, ulong Offset, string Path)
{
    public static readonly Table<PageFact> Layout = new(
        [
            new("pfn", f => f.Frame), new("page", f => f.Page == 0 ? Cell.None : Cell.Address(f.Page)),
            new("vnode", f => f.Vnode == 0 ? Cell.None : Cell.Symbolic(f.Vnode)), new("vnodeoffset", f => f.Offset),
            new("path", f => f.Path.Length == 0 ? Cell.None : f.Path),
        ],
        Header: null,
        (f, w) =>
        {
            w.Printf("    page frame %lx", f.Frame);
            if (f.Page != 0)
            {
                w.Printf(", structure %p", f.Page);
            }

            if (f.Vnode != 0)
            {
                w.Printf(", vnode %a offset %lx", f.Vnode, f.Offset);
            }

            w.Printf("%s\n", f.Path.Length == 0 ? "" : " " + f.Path);
        });
}

/// <summary>A word of memory that points at the object, what that word is part of, and which member of it, where its type is known.</summary>
internal sealed record PointerFact(ulong Address, ulong Value, ulong Object, MemoryPlace Place, string? Member)
{
    public static readonly Table<PointerFact> Layout = new(
        [
            new("addr", f => Cell.Address(f.Address)), new("value", f => Cell.Address(f.Value)), new("offset", f => f.Value - f.Object),
            new("kind", f => f.Place.Kind), new("name", f => f.Place.Name), new("base", f => Cell.Address(f.Place.Base)),
            new("place", f => f.Address - f.Place.Base), new("free", f => f.Place.IsFree), new("symbol", f => Cell.Symbolic(f.Address)),
            new("member", f => f.Member),
        ],
        Header: null,
        (f, w) =>
        {
            w.Printf("    %0?p", f.Address);
            w.Printf(f.Value == f.Object ? "" : " (+%lx)", f.Value - f.Object);
            switch (f.Place.Kind)
            {
                case "symbol": w.Printf(" in %a", f.Address); break;
                case "stack": w.Printf(" on the stack of thread %p", f.Place.Base); break;
                case "buffer": w.Printf(" in %p+%lx, %s %s", f.Place.Base, f.Address - f.Place.Base, f.Place.IsFree ? "freed from" : "allocated from", f.Place.Name); break;
                case "arena": w.Printf(" in %p+%lx, from the %s arena", f.Place.Base, f.Address - f.Place.Base, f.Place.Name); break;
                case "page": w.Printf(" in page structure %p", f.Place.Base); break;
            }

            w.Printf(f.Member is null ? "\n" : ", %s\n", f.Member);
        });
}
