using System.Diagnostics;
using Commands.Tests.Fakes;
using Conformance;
using DumpBuilder;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>Damaged structures of a kernel: an answer, marked partial, and soon.</summary>
public sealed class DamagedKernelTests : IDisposable
{
    private const ulong RootOfSegments = 0xfffffe5af0000620;

    /// <summary>Generous to a machine under load: without the guards none of these ends at all.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-damaged").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("::stacks")]
    [InlineData("::walk thread | ::findstack")]
    [InlineData("::threadlist")]
    [InlineData("::thread")]
    [InlineData("::waits")]
    [InlineData("::waits -a")]
    [InlineData("12345::whatthread")]
    [InlineData("::stackinfo")]
    [InlineData("::cpuinfo -v")]
    [InlineData("::walk taskq_thread")]
    [InlineData("12345::walk blocked")]
    public void A_thread_ring_that_never_returns(string command) => Partial(Conformance("bad-list-threads-rho"), command);

    [Theory]
    [InlineData("::stacks")]
    [InlineData("::walk thread | ::findstack")]
    [InlineData("::waits")]
    [InlineData("12345::whatthread")]
    public void A_thread_that_is_its_own_next(string command)
    {
        DumpImage image = Sample();
        image.SetMember(0xfffffe5af000e2c0, "kthread_t", "t_next", 0xfffffe5af000e2c0);
        Partial(Write(image), command);
    }

    [Fact]
    public void A_turnstile_chain_with_a_cycle()
    {
        using var target = new PatchedTarget(DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = Conformance("system") }));
        ulong turnstile = Convert.ToUInt64(TestSession.Text("dl_lock_a::sobj2ts", target: target).Out.Trim(), 16);
        target.Set("turnstile_t", turnstile, "ts_next", turnstile);
        target.Set("turnstile_t", turnstile, "ts_sobj", 8);
        var watch = Stopwatch.StartNew();
        Answer answer = TestSession.Text("dl_lock_a::sobj2ts", target: target);
        Assert.True(watch.Elapsed < Soon, $"it took {watch.Elapsed}");
        Assert.Contains("mdb: partial: turnstile at", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("::ps")]
    [InlineData("::ptree")]
    [InlineData("::pgrep .")]
    public void A_process_list_that_loops(string command)
    {
        DumpImage image = Sample();
        ulong init = 0xfffffe5af0008000;
        image.SetMember(init, "proc_t", "p_sibling", init);
        Partial(Write(image), command);
    }

    [Theory]
    [InlineData("kas::walk seg")]
    [InlineData("kas::print -a struct as a_segtree | ::walk avl")]
    public void An_AVL_tree_with_a_cycle(string command)
    {
        DumpImage image = Sample();
        image.Add(RootOfSegments, BitConverter.GetBytes(RootOfSegments));
        Partial(Write(image), command);
    }

    [Theory]
    [InlineData("fffffe008024dd10::stack")]
    [InlineData("fffffe008024dd10$C")]
    public void Frame_pointers_that_loop(string command)
    {
        DumpImage image = Sample();
        image.Add(0xfffffe008024dd10, BitConverter.GetBytes(0xfffffe008024dd50));
        image.Add(0xfffffe008024dd50, BitConverter.GetBytes(0xfffffe008024dd10));
        Partial(Write(image), command);
    }

    [Theory]
    [InlineData("::stacks")]
    [InlineData("fffffe5af000e2c0::findstack")]
    public void Frame_pointers_that_loop_are_no_stack(string command)
    {
        DumpImage image = Sample();
        image.Add(0xfffffe008024dd10, BitConverter.GetBytes(0xfffffe008024dd50));
        image.Add(0xfffffe008024dd50, BitConverter.GetBytes(0xfffffe008024dd10));
        Answer answer = Ask(Write(image), command);
        Assert.NotEqual("", answer.Out);
    }

    [Theory]
    [InlineData("::walk modctl")]
    [InlineData("::modinfo")]
    public void A_module_list_that_loops(string command)
    {
        string damaged = Write(Sample());
        string[] modules = [.. Ask(damaged, "::walk modctl").Lines.Select(line => line["0x".Length..])];

        // What leads on from the second module, and back from the fourth, leads to the second itself.
        string core = Path.Combine(damaged, "vmcore.0");
        byte[] bytes = File.ReadAllBytes(core);
        int patched = 0;
        for (int at = 0; at + 8 <= bytes.Length; at += 8)
        {
            if (BitConverter.ToUInt64(bytes, at) == Convert.ToUInt64(modules[2], 16))
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(at), Convert.ToUInt64(modules[1], 16));
                patched++;
            }
        }

        Assert.InRange(patched, 1, 4);
        File.WriteAllBytes(core, bytes);
        Partial(damaged, command);
    }

    private static void Partial(string folder, string command)
    {
        var watch = Stopwatch.StartNew();
        Answer answer = Ask(folder, command);
        Assert.True(watch.Elapsed < Soon, $"{command} took {watch.Elapsed}");
        Assert.Contains("mdb: partial: ", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, answer.Status);
    }

    private static Answer Ask(string folder, string command)
    {
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = folder });
        return TestSession.Text(command, target: target);
    }

    private static string Conformance(string dump) => DumpCache.Folder(dump);

    private static DumpImage Sample() => Scenario.Load(Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "scenarios", "bhyve-old.scenario"));

    private string Write(DumpImage image)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("n"))).FullName;
        image.Write(Path.Combine(folder, "unix.0"), Path.Combine(folder, "vmcore.0"));
        return folder;
    }
}
