using DumpReader.Kernel.Memory.Graph;
using DumpReader.Types;
using Shared;

namespace DumpReader.Tests.Kernel.Memory;

public class PartPlacesTests
{
    private static readonly TypeCatalog Types = FakeTypes.Of("""
        struct lock { long l_owner; };
        typedef struct lock lock_t;
        struct inner { int i_number; lock_t i_lock; };
        struct outer { lock_t o_lock; struct inner o_inner[2]; struct { lock_t o_hidden; }; char o_text[8]; };
        """);

    [Fact]
    public void Parts_are_found_at_any_depth_by_offset() =>
        Assert.Equal(
            [(0UL, "o_lock"), (16UL, "o_inner.i_lock"), (32UL, "o_inner.i_lock"), (40UL, "o_hidden")],
            PartPlaces.Of(Types, "lock_t").In(Types.Type("struct outer")).Select(p => (p.Offset, p.Path)));

    [Fact]
    public void A_part_itself_is_at_its_start() =>
        Assert.Equal([(0UL, "")], PartPlaces.Of(Types, "lock_t").In(Types.Type("lock_t")).Select(p => (p.Offset, p.Path)));

    [Fact]
    public void Types_that_hold_each_other_twice_end()
    {
        StructType? odd = null;
        var even = new StructType("even", false, 64, () => [new Member("e_first", odd!, 0), new Member("e_second", odd!, 256)]);
        odd = new StructType("odd", false, 64, () =>
            [new Member("o_first", even, 0), new Member("o_second", even, 256), new Member("o_lock", Types.Type("lock_t"), 448)]);
        Assert.Equal([(56UL, "o_lock")], PartPlaces.Of(Types, "lock_t").In(odd).Select(p => (p.Offset, p.Path)));
    }
}
