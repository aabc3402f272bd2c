using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Commands.Pipeline;
using Conformance;
using DumpReader.Targets;
using Shared;

namespace Commands.Tests.Pipeline;

/// <summary>
/// Every example, every command alone and every walker, on dumps whose file takes a millisecond for each read, so that nearly all of them are
/// long: each ends at its deadline, and says so where its answer is another than that without one.
/// </summary>
public sealed class DeadlineTests
{
    private const int Deadline = 20;

    /// <summary>Ten times what is promised.</summary>
    private const int MostOver = 1000;

    private const int AtOnce = 8;
    private const int Tries = 3;

    /// <summary>Their end is not a part of the answer: times, and what a shell or the system says.</summary>
    private static readonly string[] Changing = ["elapsed", "time", "log", "quit", "$q", "!", "getenv", "version", "status"];

    private static readonly string[] Starts = ["", "::walk thread | ", "::walk proc | ", "::walk kmem_cache | "];

    private static readonly string[] Filters =
    [
        "::walk kmem | sort", "::walk kmem | uniq", "::walk thread | group t_procp", "::walk kmem | count", "::walk kmem | last", "::walk thread | json",
        "::walk thread | ::print kthread_t", "::walk thread | ::print kthread_t t_procp->p_user.u_comm", "*kmem_caches,100000/X", "kas,100000::dump",
        "kas::array char 100000", "::walk thread | where t_pri > 0 | sum t_pri", "::walk thread | ::eval '.::print kthread_t t_procp'",
    ];

    /// <summary>Scans that sleep at their reads are not to keep the threads of other tests.</summary>
    static DeadlineTests()
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 4 * AtOnce), ports);
    }

    private static IEnumerable<string> Statements()
    {
        IEnumerable<string> examples = Registry.DcmdNames.SelectMany(name => Registry.CreateDcmd(name)!.Info.Examples);
        IEnumerable<string> alone = Registry.DcmdNames.Where(n => char.IsAsciiLetter(n[0])).Select(n => "::" + n);
        IEnumerable<string> walks = Registry.WalkerNames.SelectMany(name => Starts.Select(start => $"{start}::walk {name}"));
        return Filters.Concat(examples).Concat(alone).Concat(walks).Distinct().Where(s => !Array.Exists(Changing, word => s.Contains(word, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("system", "vmcore.0")]
    [InlineData("kmem-debug", "vmcore.0")]
    [InlineData("ctx-new-vmdump", "vmdump.1")]
    [InlineData("ctx-new-vmdump", "vmdump.3")]
    public void A_statement_ends_at_its_deadline_and_says_so_where_it_is_not_whole(string dump, string name)
    {
        var files = new ConcurrentBag<SlowFile>();
        using ITarget target = Open(dump, name, files);
        string[] statements = [.. Statements()];
        ConcurrentDictionary<string, Answer> cut = new();
        var wrong = new ConcurrentBag<string>();
        foreach (SlowFile file in files)
        {
            file.Delay = 1;
        }

        InParallel(statements, statement =>
        {
            // Again where it was late: it may have had no core for as long.
            long[] late = [.. Enumerable.Range(0, Tries).Select(_ => Ask(statement)).TakeWhile(took => took > Deadline + MostOver)];
            if (late.Length == Tries)
            {
                wrong.Add($"{statement}: {string.Join(", ", late)} ms");
            }
        });

        foreach (SlowFile file in files)
        {
            file.Delay = 0;
        }

        int ended = cut.Values.Count(a => a.Error.Contains("(MDB401)", StringComparison.Ordinal));
        foreach ((string statement, Answer answer) in cut)
        {
            bool isSaid = answer.Error.Contains("partial: deadline reached (MDB401)", StringComparison.Ordinal) && answer.Status == 1;
            if (!isSaid && TestSession.Text(statement, target: target).Out != answer.Out)
            {
                wrong.Add($"{statement}: cut without a word");
            }
        }

        Assert.Empty(wrong);
        Assert.True(ended > statements.Length / 20, $"only {ended} of {statements.Length} were long");

        long Ask(string statement)
        {
            var clock = Stopwatch.StartNew();
            cut[statement] = TestSession.Text(statement, o => o.Deadline = TimeSpan.FromMilliseconds(Deadline), target: target);
            return clock.ElapsedMilliseconds;
        }
    }

    private static void InParallel(IEnumerable<string> statements, Action<string> work)
    {
        var queue = new ConcurrentQueue<string>(statements);
        Thread[] threads = [.. Enumerable.Range(0, AtOnce).Select(_ => new Thread(Take))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        void Take()
        {
            while (queue.TryDequeue(out string? statement))
            {
                work(statement);
            }
        }
    }

    private static ITarget Open(string dump, string name, ConcurrentBag<SlowFile> files)
    {
        string[] operands = name.StartsWith("vmcore", StringComparison.Ordinal) ? ["unix.0", name] : [name];
        ITarget target = DumpOpener.Open(new OpenRequest
        {
            Operands = operands,
            WorkingDirectory = DumpCache.Folder(dump),
            Over = (_, file) =>
            {
                var slow = new SlowFile(file);
                files.Add(slow);
                return slow;
            },
        });
        return target;
    }

    [Theory]
    [InlineData("::walk thread | count", 1)]
    [InlineData("::walk thread | sort -r", 2)]
    [InlineData("::walk thread | group t_procp", 2)]
    [InlineData("::walk thread | last 2", 2)]
    public void Filters_that_answer_at_their_end_show_what_they_have(string statement, int least)
    {
        var files = new ConcurrentBag<SlowFile>();
        using ITarget target = Open("many", "vmcore.0", files);
        TestSession.Text("::walk thread | group t_procp", target: target);
        foreach (SlowFile file in files)
        {
            file.Delay = 1;
        }

        Answer answer = TestSession.Text(statement, o => o.Deadline = TimeSpan.FromMilliseconds(1000), target: target);
        Assert.True(answer.Lines.Length >= least, answer.Out);
        Assert.Contains("partial: deadline reached (MDB401)", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ended_an_answer_is_its_reason_also_where_it_lacked_something_before()
    {
        using ITarget none = DumpOpener.Open(new OpenRequest());
        using var error = new MemoryStream();
        var session = new Session(none, new SessionStreams(Stream.Null, Stream.Null, error), new SessionOptions { Deadline = TimeSpan.FromMilliseconds(50) });
        session.RunText("0,ffffffffff::eval '1000::print -a struct none; 1=X'");
        Assert.Contains("mdb: partial: deadline reached (MDB401)", Encoding.UTF8.GetString(error.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_of_a_statement_that_reads_too_long_ends_as_the_statement_does()
    {
        var files = new ConcurrentBag<SlowFile>();
        using ITarget target = Open("ctx-new", "vmcore.0", files);
        foreach (SlowFile file in files)
        {
            file.Delay = 5;
        }

        string sum = string.Join('+', Enumerable.Repeat("*panic_thread", 300));
        Answer answer = TestSession.Text(sum + "=K", o => o.Deadline = TimeSpan.FromMilliseconds(50), target: target);
        Assert.Equal(("", 1), (answer.Out, answer.Status));
        Assert.Contains("partial: deadline reached (MDB401)", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("beefbeefbeef/K;1=X\n2=X\n")]
    [InlineData("beefbeefbeef/K \n2=X\n")]
    public void To_find_out_whether_a_word_is_a_symbol_takes_no_longer_either(string script)
    {
        var files = new ConcurrentBag<SlowFile>();
        using ITarget target = Open("ctx-new", "vmcore.0", files);
        foreach (SlowFile file in files)
        {
            file.Delay = 20;
        }

        Answer answer = TestSession.Script(script, o => o.Deadline = TimeSpan.FromMilliseconds(400), target: target);
        Assert.Equal("mdb: partial: deadline reached (MDB401)\n", answer.Error);
        Assert.Equal(["2"], answer.Lines);
        Assert.Equal(1, answer.Status);
    }
}
