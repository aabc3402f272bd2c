using System.Text.Json;
using Commands.Tests.Fakes;
using DumpReader.Kernel;

namespace Commands.Tests.Dcmds.Memory;

/// <summary>::owner on a dump whose allocator kept records.</summary>
public class OwnerTests
{
    private const string Thread = "fffffe5ac00e2bf8";

    [Fact]
    public void A_buffer_is_told_with_its_last_transaction_type_page_and_pointers()
    {
        Answer answer = Ask($"{Thread}::owner");
        Assert.Contains("fffffe5ac00e2bf8 is fffffe5ac00e2be0+18, allocated as a thread structure\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("allocated from thread_cache:\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("                 thread_create+0x30\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("    type kthread_t, +18 is t_bound_cpu\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("    page frame 1115, structure fffffe000000c958, vnode kvps offset fffffe5ac00e2000\n", answer.Out, StringComparison.Ordinal);
        Assert.Contains("    fffffe5ac00e1ec8 in fffffe5ac00e1b80+348, allocated from lwp_cache, klwp_t.lwp_thread\n", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("kmem_bufctl_audit_cache", answer.Out, StringComparison.Ordinal);
        Assert.Equal("", answer.Error);
    }

    [Fact]
    public void Only_the_innermost_holder_tells_its_history()
    {
        Assert.Equal(1, Ask($"{Thread}::owner -q").Out.Split("CACHE          LASTLOG").Length - 1);
    }

    [Fact]
    public void The_allocators_own_records_count_when_asked_for()
    {
        int few = Ask($"{Thread}::owner | ::echo").Lines.Length;
        int all = Ask($"{Thread}::owner -a").Lines.Length;
        Assert.True(all > few);
        Assert.Contains("from kmem_bufctl_audit_cache", Ask($"{Thread}::owner -a").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_the_places_that_point_at_the_object()
    {
        string[] places = Ask($"{Thread}::owner | ::map .").Lines;
        Assert.Contains("fffffe5ac00c31c8", places);
        Assert.All(places, place => Assert.InRange(Convert.ToUInt64(place, 16) - 0xfffffe5ac0000000, 0UL, 0x300000UL));
    }

    [Fact]
    public void A_variable_has_the_type_of_its_symbol()
    {
        Answer answer = Ask("vmem_seg0+20::owner -q");
        Assert.Contains("    type vmem_seg_t [100], +20 is [0].vs_anext\n", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_name_tells_of_a_type_the_pointers_to_the_object_do()
    {
        Answer answer = Ask("fffffe5ac00e3f40::owner");
        Assert.Contains("fffffe5ac012c0e8 in fffffe5ac012c038+b0, allocated from process_cache, proc_t.p_", answer.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n    type possibly struct pid, as proc_t\.p_\w*idp at 0xfffffe5ac012c038 \(2 pointers\)\n", answer.Out);
    }

    [Fact]
    public void The_type_graph_tells_the_type_and_those_of_the_holders_once_it_is_there()
    {
        Assert.DoesNotContain("kmem_alloc_8192, ", Ask("fffffe5ac00e5f08::owner").Out, StringComparison.Ordinal);
        Assert.Contains("kmem_alloc_8192, struct ", Ask("::typegraph\nfffffe5ac00e5f08::owner").Out, StringComparison.Ordinal);
        string known = Ask("::typegraph\nfffffe5ac00e3f40::owner -q").Out;
        Assert.Matches(@"\n    type possibly struct pid, as struct proc\.p_\w*idp at 0xfffffe5ac012c038\n", known);
    }

    [Fact]
    public void A_possible_type_is_a_row_of_cells()
    {
        JsonElement row = Ask("fffffe5ac00e3f40::owner", json: true).Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Single(r => r.TryGetProperty("possible", out _));
        Assert.Equal("struct pid", row.GetProperty("possible").GetString());
        Assert.Equal("proc_t", row.GetProperty("from_type").GetString());
        Assert.Equal(2, row.GetProperty("pointers").GetInt32());
    }

    [Fact]
    public void An_address_of_nothing_is_unknown_and_searched_for()
    {
        Answer answer = Ask("fffff00000000000::owner");
        Assert.Equal(["fffff00000000000 is unknown", "nothing points to it"], answer.Lines);
    }

    [Fact]
    public void Each_fact_is_an_object_of_typed_cells()
    {
        JsonElement[] rows = [.. Ask($"{Thread}::owner", json: true).Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement pointer = rows.First(row => row.TryGetProperty("name", out JsonElement name) && name.ValueEquals("lwp_cache"));
        Assert.Equal("0xfffffe5ac00e1ec8", pointer.GetProperty("addr").GetString());
        Assert.Equal("0xfffffe5ac00e1b80", pointer.GetProperty("base").GetString());
        JsonElement type = rows.First(row => row.TryGetProperty("member", out _));
        Assert.Equal("t_bound_cpu", type.GetProperty("member").GetString());
    }

    [Fact]
    public void A_segment_that_begins_between_words_is_searched_word_by_word_all_the_same()
    {
        var target = new PatchedTarget(SampleDumps.Open("kmem-debug"));
        Assert.True(new KernelObjects(target.Memory, target.Symbols, target.Types).TrySymbol("kmem_default_arena", out ulong variable));
        foreach (string segment in Ask("kas::walk seg").Lines)
        {
            target.Set("struct seg", Convert.ToUInt64(segment, 16), "s_base", (variable & ~0xfffUL) + 1);
        }

        Assert.Contains($"{variable:x}", TestSession.Text("*kmem_default_arena::owner | ::map .", _ => { }, target: target).Lines);
    }

    private static Answer Ask(string text, bool json = false) =>
        TestSession.Text(text, options => options.Json = json, target: SampleDumps.Open("kmem-debug"));
}
