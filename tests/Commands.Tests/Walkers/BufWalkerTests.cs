using Commands.Walkers.Kernel.Structures;
using Shared;

namespace Commands.Tests.Walkers;

/// <summary>Two rings of the buffer cache: one with two buffers, one empty.</summary>
public class BufWalkerTests
{
    private const string Types = """
        struct hbuf { int b_flags; struct buf *b_forw; struct buf *b_back; };
        struct buf { int b_flags; struct buf *b_forw; struct buf *b_back; };
        struct var { int v_buf; int v_hbuf; };
        """;

    private readonly FakeSession _session = new(new FakeKernel(() => FakeTypes.Of(Types)), stock: true);

    private FakeKernel Kernel => _session.Kernel;

    [Fact]
    public void Every_ring_is_walked_up_to_its_head()
    {
        Put(last: 0x1000);
        Assert.Equal([0x5000, 0x6000], _session.Walk(new BufWalker(), null));
        Assert.False(_session.Run.IsPartial);
    }

    [Theory]
    [InlineData(0x5000)]
    [InlineData(0x6000)]
    [InlineData(0)]
    [InlineData(0x9000)]
    public void A_ring_that_does_not_return_to_its_head_ends(ulong last)
    {
        Put(last);
        Assert.Equal([0x5000, 0x6000], _session.Walk(new BufWalker(), null)!.Take(2));
        Assert.True(_session.Run.IsPartial);
    }

    [Fact]
    public void More_rings_than_any_kernel_has_are_not_believed()
    {
        Put(last: 0x1000);
        Kernel.Set("struct var", 0x3000, "v_hbuf", 0x7fffffff);
        Assert.Equal([0x5000, 0x6000], _session.Walk(new BufWalker(), null)!.Take(2));
        Assert.True(_session.Run.IsPartial);
    }

    private void Put(ulong last)
    {
        Kernel.Variable("hbuf", 0x2000, 0x1000);
        Kernel.Symbols.Add("v", 0x3000);
        Kernel.Put("struct var", 0x3000, ("v_hbuf", 2));
        Kernel.Put("struct hbuf", 0x1000, ("b_forw", 0x5000));
        Kernel.Put("struct hbuf", 0x1018, ("b_forw", 0x1018));
        Kernel.Put("struct buf", 0x5000, ("b_forw", 0x6000));
        Kernel.Put("struct buf", 0x6000, ("b_forw", last));
    }
}
