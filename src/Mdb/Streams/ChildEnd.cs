using System.Diagnostics;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>Waits for a program that a person or a script started with <c>!</c>.</summary>
internal static class ChildEnd
{
    /// <summary>How often the deadline is looked at, in milliseconds.</summary>
    private const int Every = 10;

    /// <summary>Exit status of a program that Control-C ended, and of a shell that says so of it: 128 and SIGINT.</summary>
    private const int Interrupted = 130;

    /// <summary>Milliseconds until this process has noticed the Control-C of which the program ended.</summary>
    private const int Notice = 200;

    /// <summary>Waits for the end; past the deadline of the statement the program, and what it started, is killed.</summary>
    public static void Await(Process child, Run run)
    {
        AwaitEnd(child, run);
        if (child.ExitCode == Interrupted)
        {
            SpinWait.SpinUntil(() => run.IsOver, Notice);
        }
    }

    private static void AwaitEnd(Process child, Run run)
    {
        if (run.Deadline == long.MaxValue)
        {
            child.WaitForExit();
            return;
        }

        while (!child.WaitForExit(Every))
        {
            if (run.IsLate)
            {
                child.Kill(entireProcessTree: true);
                child.WaitForExit();
                return;
            }
        }
    }
}
