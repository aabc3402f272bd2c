using System.Text;
using CsCheck;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Tests.Scenarios;

/// <summary>A scenario with slips of the pen is read or refused with a place, never anything else.</summary>
public class BrokenScenarioTests
{
    private const string Whole = """
        typedef long time_t;
        enum color { RED, GREEN = 5, BLUE = -1 };
        struct all {
            char c; unsigned short us; long l; unsigned a:3, b:13; enum color e; char text[8]; int array[3];
            struct { int x; int y; } pair[2]; struct all *next; char *name; double d; time_t when;
            union { int in; char bytes[4]; }; void (*fn)(void);
        } __attribute__((aligned(16)));
        #pragma pack(push, 4)
        extern struct all object; int function(struct all *, ...);
        ::modctl unix { text = fffffffffb800000 text_size = 1000 data = fffffffffbc00000 data_size = 1000 mod_filename = "/unix" }
        ::modctl genunix { text = fffffffffb9b0000 text_size = 1000 data = fffffffffbd20000 data_size = 1000 struct own { int x; }; }
        fffffffffbc00000::nmadd -o -s e0 kas
        fffffffffbd20000::nmadd -o -s 90 modules
        fffffffffbd20100::nmadd -o object
        fffffffffb800010::nmadd -f -l -s 20 function
        ::status { nodename = "n" crashtime = 2018 Jun 21 21:35:51 content = "all" }
        ::regs { %rip = function+4 %r15 = 0x7 }
        object::print struct all { c = 'x' us = 0x1234 l = -0t5 a = 5 e = GREEN text = [ "ab\n" ] array = [ 1, 2, 3 ]
            pair = [ { x = 1 y = 2 }, { y = 3 }, ] next = object+8 name = "text" d = +2.5e-01 when = 2018 Jun 21 21:35:51 fn = unix`function }
        object::print pair[1].y = 7
        fffffe0000001000::print struct all { name = 0xfffffe0000002000 "hi" }
        fffffe0000003000/Z object+8
        fffffe0000004000,2000::fill ff
        """;

    private static readonly string[] s_slips = ["", " ", "{", "}", "[", "]", "(", ")", "::", "/Z ", "=", ";", "\"", "'", "-", "+", ",", "*", "#", "0x", "ffffffffffffffff", "struct ", "\n"];

    [Fact]
    public void A_broken_scenario_is_read_or_refused_with_its_place()
    {
        using var temp = new TempFolder();
        Scenario.Parse(Whole).Write(temp.File("unix.0"), temp.File("vmcore.0"));
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, 6], Gen.Int[0, s_slips.Length - 1], Gen.Int[0, Whole.Length - 1], Gen.Int[0, s_slips.Length - 1])
            .Sample(static (first, removed, slip, second, other) =>
            {
                var text = new StringBuilder(Whole);
                text.Remove(first, Math.Min(removed, Whole.Length - first)).Insert(first, s_slips[slip]);
                text.Insert(Math.Min(second, text.Length), s_slips[other]);
                try
                {
                    Assert.NotNull(Scenario.Parse(text.ToString(), "x"));
                }
                catch (DeclarationException e)
                {
                    Assert.Matches(@"^x:\d+:\d+: .", e.Message);
                }
            }, iter: 1000);
    }
}
