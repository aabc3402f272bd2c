namespace Bench;

/// <summary>
/// What the thread commands cost as the kernel grows: the published program on <see cref="ManyThreads"/>, beside what is allowed. The real mdb
/// takes 0.5, 23, 2.5 and 6.1 seconds for these, and 2.1 GB.
/// </summary>
internal static class ThreadCommands
{
    private const int Runs = 5;
    private const long MostMemory = 300_000;

    private static readonly (string Script, double Seconds)[] _limits =
    [
        ("::walk thread | ::print kthread_t t_ctx", 0.15),
        ("::walk thread | ::print kthread_t", 3),
        ("::stacks", 0.8),
        ("::walk thread | ::findstack", 1.5),
        ("0::whatthread", 1.5),
        ("::waits", 0.8),
    ];

    /// <summary>Exit status: 1 where a limit does not hold.</summary>
    public static int Run(string program)
    {
        string folder = ManyThreads.Folder();
        string[] arguments = ["-S", Path.Combine(folder, "unix.0"), Path.Combine(folder, "vmcore.0")];
        int status = 0;
        Console.WriteLine("{0,-44} {1,9} {2,9} {3,12}", "", "seconds", "allowed", "RssAnon kB");
        foreach ((string script, double allowed) in _limits)
        {
            double seconds = WholeProcess.Median(program, arguments, script + "\n", Runs) / 1000;
            string memory = WholeProcess.AnonymousMemory(program, arguments, script);
            bool holds = seconds < allowed && long.TryParse(memory, out long kilobytes) && kilobytes < MostMemory;
            status |= holds ? 0 : 1;
            Console.WriteLine("{0,-44} {1,9:F3} {2,9:F2} {3,12}{4}", script, seconds, allowed, memory, holds ? "" : "   too much");
        }

        return status;
    }
}
