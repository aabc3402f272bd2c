using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mdb.Tests.Processes;

/// <summary>A program that crashes in a known way, and what is said of its core against what it said itself.</summary>
public sealed partial class CoreTests : IDisposable
{
    private const string Source = """
        #include <stdio.h>
        #include <string.h>
        #include <pthread.h>
        #include <unistd.h>
        #include <sys/syscall.h>
        struct known { long magic; int count; char name[16]; };
        struct known the_known = { 0x1122334455667788, 42, "known name" };
        long counter = 7;
        static volatile long task;
        static void *sleeper(void *p) { task = syscall(SYS_gettid); for (;;) pause(); return p; }
        static char state_of(long id) {
            char name[64], state = 0;
            snprintf(name, sizeof name, "/proc/self/task/%ld/stat", id);
            FILE *f = fopen(name, "r");
            if (fscanf(f, "%*d (%*[^)]) %c", &state) != 1) state = 0;
            fclose(f);
            return state;
        }
        int inner(int a, char *s) { *(volatile int *)0x10 = a; return a + (int)strlen(s); }
        int outer(int a) { return inner(a + 1, "text") + 1; }
        int main(void) {
            pthread_t t;
            pthread_create(&t, 0, sleeper, 0);
            counter = 0xabcdef;
            while (task == 0 || state_of(task) != 'S') usleep(1000);
            printf("%p %p %d\n", (void *)&the_known, (void *)&counter, getpid());
            fflush(stdout);
            return outer(5);
        }
        """;

    private readonly MdbProcess _mdb = new();
    private readonly string[] _said;

    public CoreTests()
    {
        File.WriteAllText(Path.Combine(_mdb.Folder, "crash.c"), Source);
        ProcessResult result = _mdb.Shell("cc -O0 -o crash crash.c -lpthread 2>/dev/null && ulimit -c unlimited && { ./crash; mv core* the.core; } 2>/dev/null");
        Assert.SkipUnless(File.Exists(Path.Combine(_mdb.Folder, "crash")), "no C compiler here");
        Assert.SkipUnless(File.Exists(Path.Combine(_mdb.Folder, "the.core")), "the system does not write cores into the working folder");
        _said = result.Output.Trim().Split(' ');
    }

    public void Dispose() => _mdb.Dispose();

    private string Ask(string script)
    {
        ProcessResult result = _mdb.Run("", "-S", "-e", script, "the.core");
        Assert.Equal(("", 0), (result.Error, result.Status));
        return result.Output;
    }

    [Fact]
    public void Status_names_the_program_and_the_signal()
    {
        string status = Ask("::status");
        Assert.StartsWith("debugging core file of crash (64-bit) the.core\n", status);
        Assert.Contains($"process: {_said[2]}, 2 threads\nstatus: process terminated by SIGSEGV (Segmentation Fault), addr=10\n", status, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_of_the_program_lead_to_its_data()
    {
        Assert.Equal(_said[0][2..], Ask("the_known=K").Trim());
        Assert.Equal("the_known:      1122334455667788 42              known name\n", Ask("the_known/JDs").Replace("the_known:\n", "", StringComparison.Ordinal));
        Assert.EndsWith("abcdef          \n", Ask("counter/J"));
        Assert.EndsWith("abcdef          \n", Ask($"{_said[1]}/J"));
    }

    [Fact]
    public void The_stack_is_that_of_the_crash()
    {
        Assert.StartsWith("inner+", Ask("$c"));
        Assert.Matches("^inner\\+0x[0-9a-f]+\\(\\)\nouter\\+0x[0-9a-f]+\\(\\)\nmain\\+0x[0-9a-f]+\\(\\)\n", Ask("$c 0"));
        Assert.Matches("^[0-9a-f]{16} inner\\+", Ask("$C"));
        Assert.Contains("%rip = 0x", Ask("$r"), StringComparison.Ordinal);
        Assert.Matches("inner\\+0x[0-9a-f]+", Ask("<rip=a"));
    }

    [Fact]
    public void Code_that_the_core_leaves_out_comes_from_the_program()
    {
        Assert.Matches("^inner: +pushq +%rbp\n", Ask("inner::dis -n 0"));
        Assert.Matches("libc", Ask("::objects"));
        Assert.Contains("/crash\n", Ask("inner::mappings"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_thread_has_its_registers()
    {
        string[] threads = Ask("::threads").Trim().Split('\n');
        Assert.Equal(3, threads.Length);
        Assert.Matches($"^ +{_said[2]}  11 .* inner\\+", threads[1]);
        string other = Thread().Match(threads[2]).Groups[1].Value;
        Assert.StartsWith("%rax = ", Ask($"0t{other}::regs"));
        Assert.NotEqual(Ask("$r"), Ask($"0t{other}::regs"));
        Assert.Contains("pause", Ask($"0t{other}::stack"), StringComparison.Ordinal);
        Assert.Equal(2, Ask("::threads | ::regs").Split("%rip =").Length - 1);
    }

    [Fact]
    public void Rows_of_a_core_have_columns_for_filters_and_JSON()
    {
        string status = Ask("::status | ::json");
        Assert.Contains($"\"arguments\":\"./crash\",\"pid\":{_said[2]},\"threads\":2,\"signal\":11,", status, StringComparison.Ordinal);
        Assert.Contains("\"address\":\"0x10\"", status, StringComparison.Ordinal);
        Assert.Matches($"^ +{_said[2]}  11 ", Ask("::threads | ::where signal == 0t11").Split('\n')[1]);
        Assert.Contains("\"access\":\"r-x\"", Ask("inner::mappings | ::json"), StringComparison.Ordinal);
        Assert.EndsWith("/crash\n", Ask("::mappings | ::where access == \"r-x\" && base <= inner && limit > inner"));
        Assert.Equal(Ask("::objects"), Ask("::objects | ::where size > 0"));
        Assert.Contains("\"rip\":\"0x", Ask("$r | ::json"), StringComparison.Ordinal);
        Assert.Matches("\"function\":\"inner\\+0x[0-9a-f]+\"", Ask("$C | ::json"));
        Assert.StartsWith("outer+", Ask("$c | ::where function =~ \"^outer\""));
    }

    [Fact]
    public void The_object_that_the_kernel_gives_is_one_of_the_process()
    {
        string[] objects = Ask("::objects").Split('\n');
        Assert.SkipUnless(objects.Any(o => o.EndsWith(" [vdso]", StringComparison.Ordinal)), "a system without one");
        Assert.Contains("__vdso_clock_gettime", Ask("::nm ! grep vdso"), StringComparison.Ordinal);
        Assert.Equal(SystemMapping(objects), SystemMapping(Ask("::mappings").Split('\n')));

        static string SystemMapping(string[] lines) => lines.Single(l => l.EndsWith(" [vdso]", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^ +(\d+) ")]
    private static partial Regex Thread();
}
