using System.Diagnostics;
using Commands.Tests.Fakes;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Dcmds.Memory;

/// <summary>Lists of arenas, segments and pages that damage has tied into circles or cut: an answer within a second, marked partial.</summary>
public class ArenaDamageTests
{
    private const ulong Outside = 0xfffffe5bdead0000;

    // Of the dump kmem-debug.
    private const ulong Heap = 0xfffffffffbd2c000;
    private const ulong KmemDefault = 0xfffffe5ac001a000;
    private const ulong StaticAlloc = 0xfffffe5ac0000000;
    private const ulong StaticSpan = 0xfffffe5ac00a7e80;
    private const ulong Vnode = 0xfffffe5ac00d7d00;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_list_of_arenas_with_a_circle_lists_each_once(bool stock)
    {
        Answer answer = Ask("::vmem", stock, (Heap + Offset("struct vmem", "vm_next"), Heap));
        Assert.Equal(2, answer.Lines.Length);
        Assert.Contains("mdb: partial: vmem at fffffffffbd2c000 links back to", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_arenas_that_leads_outside_lists_what_comes_before()
    {
        Answer answer = Ask("::walk vmem", stock: false, (Heap + Offset("struct vmem", "vm_next"), Outside));
        Assert.Equal(["0xfffffffffbd2c000"], answer.Lines);
        Assert.Contains("failed to read vmem at fffffe5bdead0000", answer.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, answer.Status);
    }

    [Fact]
    public void An_arena_without_a_parent_refuses_the_walk_in_stock_mdb_and_is_a_root_by_default()
    {
        (ulong, ulong) damage = (KmemDefault + Offset("struct vmem", "vm_source"), Outside);
        Answer stock = Ask("::walk vmem", stock: true, damage);
        Assert.Equal("", stock.Out);
        Assert.StartsWith("mdb: couldn't find fffffe5ac001a000's parent (fffffe5bdead0000)\n", stock.Error, StringComparison.Ordinal);
        Answer answer = Ask("::walk vmem", stock: false, damage);
        Assert.Contains("0xfffffe5ac001a000", answer.Lines);
        Assert.Contains("(MDB561)", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_that_go_round_end_and_say_so()
    {
        Answer answer = Ask("::vmem", stock: true, (Heap + Offset("struct vmem", "vm_source"), KmemDefault));
        Assert.NotEmpty(answer.Lines);
        Assert.Contains("vmem source", answer.Error, StringComparison.Ordinal);
        Answer one = Ask($"{KmemDefault:x}::vmem", stock: true, (Heap + Offset("struct vmem", "vm_source"), KmemDefault));
        Assert.Equal(2, one.Lines.Length);
        Assert.Contains("its sources come back", one.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaticSpan)]
    [InlineData(StaticAlloc + 0xb8)]
    public void Segments_that_go_round_end_and_say_so(ulong target)
    {
        Answer answer = Ask($"{StaticAlloc:x}::walk vmem_seg", stock: true, (StaticSpan + Offset("struct vmem_seg", "vs_anext"), target));
        Assert.InRange(answer.Lines.Length, 2, 3);
        Assert.Contains("mdb: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatis_ends_on_segments_that_go_round()
    {
        Answer answer = Ask("0xfffffe5ac00b9010::whatis -a", stock: true, (StaticSpan + Offset("struct vmem_seg", "vs_anext"), StaticSpan));
        Assert.Contains("in kvseg", answer.Out, StringComparison.Ordinal);
        Assert.Contains("mdb: partial: vmem_seg at", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_of_a_vnode_that_go_round_end_and_say_so()
    {
        Answer answer = Ask($"{Vnode:x}::walk page | ::page", stock: true, (Page(1) + Offset("struct page", "p_vpnext"), Page(1)));
        Assert.Equal(3, answer.Lines.Length);
        Assert.Contains("mdb: partial: page at", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::page")]
    [InlineData("::walk page")]
    public void A_hash_chain_of_pages_that_goes_round_ends_and_the_next_is_shown(string ask)
    {
        ulong page = Page(0);
        int whole = Ask(ask, stock: false).Lines.Length;
        Answer answer = Ask(ask, stock: false, (page + Offset("struct page", "p_hash"), page));
        Assert.InRange(answer.Lines.Length, whole - 8, whole);
        Assert.Contains("mdb: partial: page at", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_memory_that_go_round_are_counted_once()
    {
        Answer whole = Ask("::memstat", stock: true);
        Answer answer = Ask("::memstat", stock: true, (0xfffffe0000000140 + Offset("struct memseg", "next"), 0xfffffe0000000100));
        Assert.Equal(whole.Out, answer.Out);
        Assert.Contains("mdb: partial: memseg at", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_structures_beyond_belief_are_not_believed()
    {
        Answer answer = Ask("::memstat", stock: false, (0xfffffe0000000140 + Offset("struct memseg", "epages"), ulong.MaxValue));
        Assert.NotEmpty(answer.Lines);
        Assert.Contains("mdb: partial:", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::findleaks")]
    [InlineData("::typegraph")]
    public void Counters_beyond_belief_promise_nothing(string ask)
    {
        ITarget whole = SampleDumps.Open("kmem-debug");
        var kernel = new KernelObjects(whole.Memory, whole.Symbols, whole.Types);
        ulong counter = (ulong)StructureField.Of(kernel.Type("struct vmem"), "vm_kstat.vk_alloc.value.ui64").Offset;
        IReadOnlyList<VmemArena> arenas = HeapArenas.Named(kernel, ["kmem_oversize", "static_alloc"], _ => { });
        Assert.Equal(2, arenas.Count);
        Assert.Equal(LeakLines(Ask(ask, stock: true)), LeakLines(Ask(ask, stock: true, [.. arenas.Select(a => (a.Address + counter, (ulong)long.MaxValue))])));

        static string[] LeakLines(Answer answer) => [.. answer.Lines.Where(l => !l.StartsWith("typegraph:", StringComparison.Ordinal)), answer.Error];
    }

    private static ulong Page(int index) => Convert.ToUInt64(Ask($"{Vnode:x}::walk page", stock: true).Lines[index], 16);

    private static ulong Offset(string type, string member) =>
        SampleDumps.Open("kmem-debug").Types.Find(null, type, out _) is StructType structure && structure.TryGetMember(member, out Member? found)
            ? found.ByteOffset
            : throw new InvalidOperationException(member);

    private static Answer Ask(string text, bool stock, params (ulong Address, ulong Word)[] damage)
    {
        // Not disposed of: the dump under it is everybody's.
        var target = new PatchedTarget(SampleDumps.Open("kmem-debug"));
        foreach ((ulong place, ulong word) in damage)
        {
            target.Put(place, BitConverter.GetBytes(word));
        }

        long start = Stopwatch.GetTimestamp();
        Answer answer = TestSession.Text(text, options => options.Stock = stock, target: target);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
        return answer;
    }
}
