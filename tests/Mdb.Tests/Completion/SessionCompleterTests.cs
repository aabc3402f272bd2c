using Commands.Pipeline;
using Conformance;
using DumpReader.Targets;
using Mdb.Completion;
using Mdb.Editor;

namespace Mdb.Tests.Completion;

public sealed class SessionCompleterTests : IDisposable
{
    private readonly ITarget _target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("ctx-old")] });
    private readonly Session _session;

    public SessionCompleterTests() =>
        _session = new Session(_target, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("::print", "print", "printf")]
    [InlineData("::walk thread | ::gre", "grep")]
    [InlineData("::walk ctxo", "ctxop")]
    [InlineData("::walk thread | s", "select", "skip", "sort", "sum")]
    [InlineData("::walk thread | gr", "group", "groupby")]
    [InlineData("::help offse", "offsetof")]
    [InlineData("::print kthread_", "kthread_id_t", "kthread_t")]
    [InlineData("::sizeof kthread_", "kthread_id_t", "kthread_t")]
    [InlineData("::print \"struct ctxo", "struct ctxop")]
    [InlineData("::print struct ctxo", "ctxop")]
    [InlineData("::list \"struct ctxop\" ne", "next")]
    [InlineData("::print kthread_t t_ctx_", "t_ctx_lock")]
    [InlineData("::print -at kthread_t t_ctx_", "t_ctx_lock")]
    [InlineData("::print -l 10 kthread_t t_ctx_", "t_ctx_lock")]
    [InlineData("::print struct ctxop save_o", "save_op")]
    [InlineData("::printf \"%p\\n\" kthread_t t_ctx_", "t_ctx_lock")]
    [InlineData("::offsetof kthread_t t_ctx_", "t_ctx_lock")]
    [InlineData("::print kthread_t t_procp->p_use", "p_user")]
    [InlineData("::print kthread_t t_procp->p_user.u_com", "u_comm", "u_commpagep")]
    [InlineData("::print kthread_t t_ctx[0].save_o", "save_op")]
    [InlineData("panic_thre", "panic_thread")]
    [InlineData("1=X; panic_thre", "panic_thread")]
    [InlineData("genunix`panic_thre")]
    [InlineData("::nosuch panic_thre", "panic_thread")]
    [InlineData("*panic_thre", "panic_thread")]
    [InlineData("<rsp | <ri", "rip")]
    [InlineData("xyzzy")]
    [InlineData("::print kthread_t nosuch")]
    [InlineData("!ls panic_thre")]
    [InlineData("")]
    public void Completes_by_where_the_word_stands(string text, params string[] words) => Assert.Equal(words, Complete(text));

    [Theory]
    [InlineData("fffffe5af5cc8040::print kthread_t t_ctx | ::print save_", "save_op", "save_ts")]
    [InlineData("::walk ctxop | ::print save_o", "save_op")]
    [InlineData("::walk thread | ::print t_ctx_", "t_ctx_lock")]
    [InlineData("::walk thread | ::grep 1 | ::print t_ctx_", "t_ctx_lock")]
    [InlineData("::walk thread | ::print t_procp | ::print p_use", "p_user")]
    [InlineData("::walk thread | ::print t_procp | ::print p_user.u_com", "u_comm", "u_commpagep")]
    [InlineData("0::list \"struct ctxop\" next | ::print save_o", "save_op")]
    [InlineData("p0::print p_use", "p_user")]
    [InlineData("::walk thread | where t_ctx_", "t_ctx_lock")]
    [InlineData("::walk thread | ::where t_pri > 5 && t_procp->p_use", "p_user")]
    [InlineData("::walk thread | sort -r t_ctx_", "t_ctx_lock")]
    [InlineData("::walk thread | first 3 | ::print t_ctx_", "t_ctx_lock")]
    [InlineData("::walk thread | count by t_procp->p_user.u_com", "u_comm", "u_commpagep")]
    [InlineData("::walk thread | ::printf \"%p\" t_ctx_", "t_ctx_lock")]
    public void Members_are_those_of_the_type_that_flows_in_the_pipe(string text, params string[] words) =>
        Assert.Equal(words, Complete(text));

    [Theory]
    [InlineData("::ps | where na", "name")]
    [InlineData("::ps | sort -r pi", "pid")]
    [InlineData("::ps | where pid > 1 && na", "name")]
    [InlineData("::ps | first 3 | where na", "name")]
    [InlineData("::ps | select who=name id=pid | where w", "who")]
    [InlineData("::ps | select pid, name | where pi", "pid")]
    [InlineData("::ps | count by name | where ", "count", "name")]
    [InlineData("::ps | sum pid by sid, who=uid | sort ", "sid", "sum", "who")]
    [InlineData("::ps | ::head -3 | where pi")]
    [InlineData("::ps -z | where zon", "zone")]
    [InlineData("::callout | where exe", "executing")]
    [InlineData("::callout -T | select cycl", "cyclic")]
    [InlineData("::errorq | sort -r drop", "drop", "dropped")]
    [InlineData("::findleaks | where lea", "leaked")]
    [InlineData("::findleaks -d | where lastl", "lastlog")]
    [InlineData("::mblk | count by bl", "blen")]
    [InlineData("::queue | count by modu", "module")]
    [InlineData("::stdata -v | where fl", "flag_names", "flags")]
    [InlineData("::syncq -v | where type", "type", "type_names")]
    [InlineData("::modhash | sort -r el", "elems")]
    [InlineData("::obey | where t", "text")]
    [InlineData("::thread | where sta", "state")]
    [InlineData("::thread -d | sort bou", "bound")]
    [InlineData("::waits | where own", "owner")]
    [InlineData("::waits | where dead", "deadlock")]
    [InlineData("::stacks | where fr", "frames")]
    [InlineData("::cpuinfo -v | where run", "run_queue", "runrun")]
    [InlineData("::kmastat | sort -r mem", "memory")]
    [InlineData("::dis | where mnem", "mnemonic")]
    [InlineData("$C | where func", "function")]
    [InlineData("::regs | select flags.z", "flags.zf")]
    [InlineData("::panicinfo | select registers.ri", "registers.rip")]
    [InlineData("::stream | select write.m", "write.module")]
    [InlineData("::ereport -v | where valu", "value")]
    [InlineData("::ttrace -x | where r_ri", "r_rip")]
    [InlineData("::blkptr | select cksum", "cksum0", "cksum1", "cksum2", "cksum3")]
    [InlineData("::walk thread | where na")]
    public void Behind_a_table_the_columns_of_its_rows_are_offered(string text, params string[] words) =>
        Assert.Equal(words, Complete(text));

    [Theory]
    [InlineData("::print", "print", "print the contents of a data structure")]
    [InlineData("::walk ctxo", "ctxop", "context")]
    [InlineData("::print kthread_t t_ctx", "t_ctx", "ctxop_t * at 0xb0")]
    [InlineData("::print kthread_", "kthread_t", "struct _kthread, 0x")]
    [InlineData("panic_thre", "panic_thread", "object at ")]
    [InlineData("<ri", "rip", "0x")]
    [InlineData("::ps | where na", "name", "column")]
    public void Each_candidate_has_a_line_about_it(string text, string word, string about) =>
        Assert.Contains(about, new SessionCompleter(_session).Complete(text).Describe!(word));

    [Fact]
    public void A_type_can_be_named_where_another_flows() =>
        Assert.Equal(["proc_t", "proc_usage_t"], Complete("::walk thread | ::print proc_"));

    [Fact]
    public void With_neither_address_nor_type_members_are_those_of_the_object_printed_last()
    {
        _session.RunText("p0::print proc_t p_stat");
        Assert.Equal(["p_user"], Complete("::print p_use"));
    }

    [Fact]
    public void Before_anything_is_printed_they_are_those_of_the_panicking_thread_and_types_are_offered_too()
    {
        Assert.Equal(["t_ctx_lock"], Complete("::print t_ctx_"));
        Assert.Equal(["kthread_id_t", "kthread_t"], Complete("::print kthread_"));
        Assert.Contains("t_procp", Complete("::print t"));
        Assert.Contains("taskq_t", Complete("::print t"));
        Assert.DoesNotContain("taskq_t", Complete("::print "));
    }

    [Fact]
    public void Candidates_begin_where_the_word_begins()
    {
        string text = "::print kthread_t t_procp->p_user.u_com";
        Candidates found = new SessionCompleter(_session).Complete(text);
        Assert.Equal("u_com", text[found.Start..]);
    }

    private IReadOnlyList<string> Complete(string text) => new SessionCompleter(_session).Complete(text).Words;
}
