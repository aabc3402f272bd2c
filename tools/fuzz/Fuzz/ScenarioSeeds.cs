namespace Fuzz;

/// <summary>Pieces of scenarios, for each statement that <c>small.scenario</c> lacks.</summary>
internal static class ScenarioSeeds
{
    private const string Kernel = """
        struct as { int a; };
        ::modctl unix { text = fffffffffb800000 text_size = 100 data = fffffffffbc00000 data_size = 800 }
        ::modctl genunix { text = fffffffffb801000 text_size = 100 data = fffffffffbc00800 data_size = 800 }
        fffffffffbc00100::nmadd -o -s 8 kas
        fffffffffbc00900::nmadd -o -s 100 modules
        """;

    public static IReadOnlyList<string> Texts { get; } =
    [
        Kernel + "\n" + """
            fffffffffbc00200,20::fill ff
            fffffffffbc00200/v 1 fffffffffbc00202/w 2 fffffffffbc00204/W 3 fffffffffbc00208/Z 0t4
            fffffffffbc00300::print int = -0t2
            fffffffffbc00310::print char [ "text" ]
            fffffffffbc00320::print int [ 1, 2, 3 ]
            """,
        Kernel + "\n" + """
            #pragma pack(1)
            struct p { char a; int b : 3; unsigned c : 5; long d; } __attribute__((packed));
            #pragma pack()
            struct q { struct p x[2]; int n[sizeof (struct p)]; } __attribute__((aligned(64)));
            fffffffffbc00200::print struct q { x = [ { a = 'c' b = 1 }, { d = 5 } ] }
            fffffffffbc00200::print struct q x[1].a = '\377'
            """,
        Kernel + "\n" + """
            struct proc { struct as *p_as; int p_pid; };
            fffffffffbc00200::print struct proc { p_as = 0xfffffffffbc00300 p_pid = 0t10 }
            fffffffffbc00200::context
            400000::print char [ "user" ]
            0::context
            fffffffffbc00200::print struct proc p_pid = 0t11
            """,
        "enum e { A, B = A + 2, C = (B << 2) | 1 }; typedef int (*f_t)(int, ...); extern f_t *v[C]; union u { enum e e; f_t f; };",
    ];
}
