using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>
/// What a command may do with an item that is not quite of the type it wants: an integer becomes the address of an object of that type,
/// <c>T</c> and <c>T *</c> are one, typedefs and qualifiers are seen through.
/// </summary>
internal static class Coercion
{
    /// <summary>The item as an object of the type wanted; null where it is an object of another type.</summary>
    /// <param name="session">Where the type is looked up; one that the target does not know accepts every item.</param>
    /// <param name="item">An element of a pipe, or an address as typed.</param>
    /// <param name="wanted">As written in C, e.g. <c>kthread_t</c>.</param>
    public static Item? To(Session session, Item item, string wanted) =>
        session.FindType(wanted, out _) is { } type ? To(item, type) : item;

    /// <summary>The same for a type at hand.</summary>
    public static Item? To(Item item, CType wanted)
    {
        CType? given = item.Type is null ? null : Pointee(item.Type);
        CType target = Pointee(wanted);
        return given?.Resolve() switch
        {
            ForwardType forward => Same(forward, target.Resolve()) ? With(item, target) : null,
            StructType known => Same(known, target.Resolve()) ? With(item, given) : null,
            _ => With(item, target),
        };
    }

    private static Item With(Item item, CType type) => new(item.Bits, type, item.Space) { Binding = item.Binding };

    /// <summary>The type of the object: what a pointer points at, as declared; anything else is the object itself.</summary>
    private static CType Pointee(CType type) => type.Resolve() is PointerType pointer ? pointer.Target : type;

    private static bool Same(CType given, CType wanted) =>
        ReferenceEquals(given, wanted) || (given.Tag.Length > 0 && given.Tag == wanted.Tag && KindOf(given) == KindOf(wanted));

    private static TypeKind KindOf(CType type) => type is ForwardType forward ? forward.Of : type.Kind;
}
