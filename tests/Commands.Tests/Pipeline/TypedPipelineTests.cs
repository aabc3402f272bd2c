using Commands.Pipeline;
using Conformance;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Pipeline;

/// <summary>Types on their way through a pipeline, on a dump.</summary>
public sealed class TypedPipelineTests : IDisposable
{
    private readonly ITarget _target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("ctx-new")] });

    public void Dispose() => _target.Dispose();

    [Fact]
    public void An_element_of_the_wrong_type_is_a_problem_and_the_others_go_on()
    {
        Answer answer = Run("::walk proc | ::ctxop\n", stock: false);
        Assert.Contains("mdb: ctxop: fffffffffbc013b0 is a proc_t, expected a kthread_t\n", answer.Error);
        Assert.True(answer.Error.Split("expected a kthread_t").Length > 3);
        Assert.DoesNotContain("expected a", Run("::walk proc | ::ctxop\n", stock: true).Error);
    }

    [Fact]
    public void A_number_an_object_and_a_pointer_to_it_are_one()
    {
        CType thread = Type("kthread_t");
        Assert.Same(thread, Coercion.To(new Item(0x10), thread)!.Value.Type);
        Assert.Same(thread, Coercion.To(new Item(0x10, thread), Type("kthread_t *"))!.Value.Type);
        Assert.Same(thread, Coercion.To(new Item(0x10, Type("kthread_t *")), thread)!.Value.Type);
        Assert.Same(thread, Coercion.To(new Item(0x10, thread), Type("struct _kthread"))!.Value.Type);
        Assert.Null(Coercion.To(new Item(0x10, Type("proc_t")), thread));
    }

    [Fact]
    public void What_is_no_structure_is_taken_for_an_address() =>
        Assert.Equal("kthread_t", Coercion.To(new Item(0x10, Type("uintptr_t")), Type("kthread_t"))!.Value.Type!.Name);

    [Fact]
    public void Registers_and_their_parts_are_variables() =>
        Assert.Equal(["10", "10", "10", "10", "0", "10286"], Run("<rcx=K\n<ecx=K\n<cx=K\n<cl=K\n<ch=K\n<eflags=K\n", stock: true).Lines);

    [Fact]
    public void The_parts_of_r9_are_those_of_r8_only_under_stock()
    {
        Assert.Equal(["1", "0"], Run("<r9=K\n<r9d=K\n", stock: true).Lines);
        Assert.Equal(["1", "1"], Run("<r9=K\n<r9d=K\n", stock: false).Lines);
    }

    [Fact]
    public void The_image_has_variables_for_its_parts() =>
        Assert.Equal(
            ["fffffffffbc00000", "1b0000", "fffffffffb800000", "464c457f", "3a0000"],
            Run("<b=K\n<d=K\n<e=K\n<m=K\n<t=K\n", stock: true).Lines);

    [Fact]
    public void A_problem_met_while_an_object_is_written_comes_behind_it_in_json()
    {
        Answer answer = TestSession.Text("1000::print ctxop_t", o => o.Json = true, target: _target);
        Assert.DoesNotContain("internal error", answer.Error);
        Assert.All(answer.Out.TrimEnd('\n').Split('\n'), line => System.Text.Json.JsonDocument.Parse(line));
        Assert.Contains("\"problem\":\"MDB201\"", answer.Out);
    }

    [Fact]
    public void A_register_cannot_be_assigned() =>
        Assert.Equal("mdb: cannot modify read-only variable 'rip'\n", Run("5>rip\n", stock: true).Error);

    [Fact]
    public void A_search_feeds_the_next_stage_by_default_and_ends_the_pipeline_under_stock()
    {
        Assert.Equal(["hz"], Run("hz/L 64 | =p\n", stock: false).Lines);
        Assert.Empty(Run("hz/L 64 | =p\n", stock: true).Lines);
        Assert.Equal(["hz"], Run("::echo hz | /L 64\n", stock: true).Lines);
    }

    private CType Type(string name) => _target.Types.Find(null, name, out _)!;

    private Answer Run(string script, bool stock) => TestSession.Script(script, o => o.Stock = stock, target: _target);
}
