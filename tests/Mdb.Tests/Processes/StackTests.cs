using System.Globalization;

namespace Mdb.Tests.Processes;

/// <summary>Stacks of programs that keep no frame pointers, against what backtrace(3) gave in the program itself.</summary>
public sealed class StackTests
{
    /// <summary>Fails in a function that qsort(3) calls, and once more in the handler of that signal.</summary>
    private const string Source = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <signal.h>
        #include <execinfo.h>
        static volatile int sink;
        static void *chain[64];
        __attribute__((noinline)) static void die(long a) {
            int many = backtrace(chain, 64);
            for (int i = 0; i < many; i++) printf("%lx\n", (long)chain[i]);
            fflush(stdout);
            signal(SIGSEGV, SIG_DFL);
            *(volatile long *)0x18 = a;
            sink++;
        }
        __attribute__((noinline)) static void on_signal(int sig) { die(sig); sink++; }
        __attribute__((noinline)) static int compare(const void *a, const void *b) { sink = *(volatile int *)0; return *(const int *)a - *(const int *)b; }
        __attribute__((noinline)) int sorter(int n) {
            int v[32];
            for (int i = 0; i < 32; i++) v[i] = (i * n) % 17;
            qsort(v, 32, sizeof v[0], compare);
            return v[n];
        }
        __attribute__((noinline)) int recurse(int n) {
            char big[n * 16 + 8];
            memset(big, n, sizeof big);
            int r = n == 0 ? sorter(7) : recurse(n - 1);
            sink += big[n];
            return r + 1;
        }
        int main(int argc, char **argv) { signal(SIGSEGV, on_signal); return recurse(argc + 2); }
        """;

    /// <summary>Functions of ours in the order of their calls, the last first.</summary>
    private static readonly string[] Ours = ["die", "on_signal", "compare", "sorter", "recurse", "recurse", "recurse", "recurse"];

    /// <summary>Ends by a call of a function that never comes back, or of none at all.</summary>
    private const string BadCall = """
        #include <stdlib.h>
        void (*volatile target)(int);
        __attribute__((noinline)) int caller(int a) { target(a); return a + 1; }
        __attribute__((noinline)) int aborter(int a) { abort(); }
        int main(int argc, char **argv) { return argc > 1 ? aborter(argc) + 1 : caller(argc) + 2; }
        """;

    /// <summary>The frames, without the innermost: that one has gone on since.</summary>
    private static ulong[] Callers(CrashedProgram crashed) =>
        [.. crashed.Ask("$c | ::json").Split('\n').Where(l => l.Contains("\"pc\"", StringComparison.Ordinal))
            .Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("pc").GetString()!)
            .Select(h => ulong.Parse(h.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Skip(1)];

    private static ulong[] SaidCallers(CrashedProgram crashed) =>
        [.. crashed.Said.Select(l => ulong.Parse(l, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Skip(1)];

    [Theory]
    [InlineData("-O2 -fomit-frame-pointer", "./crash")]
    [InlineData("-O2 -fomit-frame-pointer -static", "./crash")]
    [InlineData("-O0", "./crash")]
    public void The_callers_are_those_that_the_program_saw_through_signal_and_library(string flags, string run)
    {
        using var crashed = new CrashedProgram(Source, flags, run);
        Assert.Equal(Ours, crashed.Functions("$c").Where(f => Ours.Contains(f)));
        Assert.Equal(SaidCallers(crashed), Callers(crashed));
        Assert.Single(crashed.Ask("$c").Split('\n'), l => l.EndsWith(" [signal frame]", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_program_and_its_symbols_the_stack_comes_from_memory()
    {
        using var crashed = new CrashedProgram(Source, "-O2 -fomit-frame-pointer -rdynamic", "(echo 0x7f >/proc/self/coredump_filter; ./crash); rm crash");
        Assert.SkipWhen(crashed.WhyNot is not null, crashed.WhyNot ?? "");
        Assert.Equal(SaidCallers(crashed), Callers(crashed));
        Assert.Equal(["sorter", "recurse", "recurse", "recurse", "recurse"], crashed.Functions("$c").Where(f => f is "sorter" or "recurse"));
        Assert.Contains("failed to open ", crashed.Ask("$c; ::problems"), StringComparison.Ordinal);
    }

    [Fact]
    public void Debug_information_tells_where_the_program_itself_says_nothing()
    {
        using var crashed = new CrashedProgram(Source, "-O2 -g -gz=none -fomit-frame-pointer -fno-asynchronous-unwind-tables");
        Assert.Equal(Ours, crashed.Functions("$c").Where(f => Ours.Contains(f)));
    }

    [Fact]
    public void A_program_that_was_built_anew_since_lends_the_core_no_names()
    {
        using var crashed = new CrashedProgram(
            Source, "-O2 -fomit-frame-pointer", "./crash; sed -i s/17/19/ crash.c; cc -O2 -o crash crash.c");
        Assert.DoesNotContain(crashed.Functions("$c"), f => Ours.Contains(f));
        Assert.Contains("/crash: another build than the one in the core at ", crashed.Ask("$c; ::problems"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_of_no_function_was_made_by_its_caller()
    {
        using var crashed = new CrashedProgram(BadCall, "-O2 -fomit-frame-pointer");
        Assert.Equal(["0", "caller", "main"], crashed.Functions("$c").Take(3));
    }

    [Fact]
    public void A_call_that_ends_a_function_is_shown_in_that_function()
    {
        using var crashed = new CrashedProgram(BadCall, "-O1 -fomit-frame-pointer -fno-reorder-functions", "./crash 1");
        string[] functions = crashed.Functions("$c");
        Assert.Equal(["libc.so.6`abort", "aborter", "main"], functions.SkipWhile(f => !f.EndsWith("`abort", StringComparison.Ordinal)).Take(3));
    }
}
