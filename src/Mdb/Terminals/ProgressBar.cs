using System.Runtime.ExceptionServices;
using DumpReader.Bytes;
using Spectre.Console;

namespace Mdb.Terminals;

/// <summary>Shows on a terminal how far work has come that takes longer than a second; on anything else nothing is shown.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the work and returns its result, or throws what it threw.</summary>
    public static T Show<T>(WorkProgress progress, Func<T> work) =>
        Show(progress, work, Console.IsErrorRedirected ? null : new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <param name="terminal">Null where there is none.</param>
    internal static T Show<T>(WorkProgress progress, Func<T> work, AnsiConsoleSettings? terminal)
    {
        if (terminal is null)
        {
            return work();
        }

        Task<T> task = Task.Run(work);
        try
        {
            if (!task.Wait(Patience))
            {
                Follow(progress, task, AnsiConsole.Create(terminal));
            }

            return task.Result;
        }
        catch (AggregateException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private static void Follow(WorkProgress progress, Task task, IAnsiConsole console)
    {
        console.Progress().AutoClear(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(bars =>
        {
            ProgressTask bar = bars.AddTask("working", maxValue: 1);
            while (!task.IsCompleted)
            {
                bar.Description = Markup.Escape(progress.Name);
                bar.IsIndeterminate = progress.Total == 0;
                bar.MaxValue = Math.Max(1, progress.Total);
                bar.Value = Math.Min(progress.Done, progress.Total);
                Thread.Sleep(Pause);
            }
        });
    }
}
