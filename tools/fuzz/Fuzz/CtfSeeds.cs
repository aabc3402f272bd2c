using DumpReader.Types.Ctf;
using DumpReader.Types.Declarations;

namespace Fuzz;

/// <summary>Containers of the types that the small dump has.</summary>
internal static class CtfSeeds
{
    private const string Shared = """
        typedef unsigned int uint_t;
        typedef enum { RED, GREEN = 5, BLUE = -1 } color_t;
        struct later;
        struct item {
            char i_name[16];
            color_t i_color : 8;
            struct item *i_next;
            union { long l; double d; float f; } i_value;
            int (*i_call)(struct item *, const volatile uint_t, ...);
            struct later *i_later;
        };
        typedef struct item item_t;
        """;

    private const string Own = "struct item; struct own { struct item *o_item; item_t o_items[3]; unsigned char o_huge[70000]; };";

    /// <summary>One that others can have as their parent.</summary>
    public static byte[] Parent() => Write(Shared, out _, null);

    /// <summary>One whose parent that is.</summary>
    public static byte[] Child()
    {
        Write(Shared, out CtfWriter parent, null);
        return Write(Shared + Own, out _, parent);
    }

    private static byte[] Write(string text, out CtfWriter writer, CtfWriter? parent)
    {
        var declarations = new CDeclarations();
        declarations.Parse(text);
        writer = parent is null ? new CtfWriter("seed") : new CtfWriter(parent, "genunix", "seed");
        foreach (DumpReader.Types.CType type in declarations.Types)
        {
            writer.Add(type);
        }

        return writer.ToBytes();
    }
}
