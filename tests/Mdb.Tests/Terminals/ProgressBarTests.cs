using System.Diagnostics;
using DumpReader.Bytes;
using Mdb.Terminals;
using Spectre.Console;

namespace Mdb.Tests.Terminals;

/// <summary>How far work has come is shown to a person, and only where it takes long.</summary>
public class ProgressBarTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public void On_a_terminal_long_work_is_shown_by_name_and_share()
    {
        using var screen = new SharedWriter();
        var progress = new WorkProgress();
        int result = ProgressBar.Show(progress, () =>
        {
            progress.Begin("expanding [all]", 200);
            progress.Add(50);
            var clock = Stopwatch.StartNew();
            while (!screen.Text.Contains("25%", StringComparison.Ordinal) && clock.Elapsed < Limit)
            {
                Thread.Sleep(10);
            }

            return 7;
        }, Terminal(screen));
        Assert.Equal(7, result);
        Assert.Contains("expanding [all]", screen.Text, StringComparison.Ordinal);
        Assert.Contains("25%", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Short_work_is_not_shown()
    {
        using var screen = new SharedWriter();
        Assert.Equal(7, ProgressBar.Show(new WorkProgress(), () => 7, Terminal(screen)));
        Assert.Equal("", screen.Text);
    }

    [Fact]
    public void Without_a_terminal_work_is_done_and_nothing_shown()
    {
        int thread = Environment.CurrentManagedThreadId;
        Assert.Equal(thread, ProgressBar.Show(new WorkProgress(), () => Environment.CurrentManagedThreadId, null));
    }

    [Fact]
    public void What_the_work_throws_comes_out_as_it_is()
    {
        using var screen = new SharedWriter();
        Assert.Throws<FormatException>(() => ProgressBar.Show<int>(new WorkProgress(), () => throw new FormatException(), Terminal(screen)));
    }

    private static AnsiConsoleSettings Terminal(TextWriter screen) => new()
    {
        Out = new AnsiConsoleOutput(screen),
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
    };

    /// <summary>May be looked at while it is written.</summary>
    private sealed class SharedWriter : StringWriter
    {
        private readonly Lock _gate = new();

        public string Text
        {
            get
            {
                lock (_gate)
                {
                    return ToString();
                }
            }
        }

        public override void Write(char value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(string? value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_gate)
            {
                base.Write(buffer, index, count);
            }
        }
    }
}
