using System.Globalization;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Dcmds.Core;

/// <summary>What ::status says of a core or minidump: which program, and what ended it.</summary>
internal static class ProcessStatus
{
    private static readonly string[] Signals =
    [
        "", "SIGHUP (Hangup)", "SIGINT (Interrupt)", "SIGQUIT (Quit)", "SIGILL (Illegal Instruction)", "SIGTRAP (Trace/Breakpoint Trap)",
        "SIGABRT (Abort)", "SIGBUS (Bus Error)", "SIGFPE (Arithmetic Exception)", "SIGKILL (Killed)", "SIGUSR1 (User Signal 1)",
        "SIGSEGV (Segmentation Fault)", "SIGUSR2 (User Signal 2)", "SIGPIPE (Broken Pipe)", "SIGALRM (Alarm Clock)", "SIGTERM (Terminated)",
        "SIGSTKFLT (Stack Fault)", "SIGCHLD (Child Status Changed)", "SIGCONT (Continued)", "SIGSTOP (Stopped)", "SIGTSTP (Stopped by User)",
        "SIGTTIN (Stopped by Terminal Input)", "SIGTTOU (Stopped by Terminal Output)", "SIGURG (Urgent Socket Condition)",
        "SIGXCPU (CPU Time Limit Exceeded)", "SIGXFSZ (File Size Limit Exceeded)", "SIGVTALRM (Virtual Timer Expired)",
        "SIGPROF (Profiling Timer Expired)", "SIGWINCH (Window Size Changed)", "SIGIO (Input or Output Possible)", "SIGPWR (Power Failure)",
        "SIGSYS (Bad System Call)",
    ];

    public static readonly Table<ProcessSummary> Layout = new(
        [
            new("path", p => p.Path), new("format", p => p.Format), new("program", p => p.Program), new("arguments", p => p.Arguments),
            new("pid", p => p.ProcessId), new("threads", p => p.Threads.Count), new("signal", p => p.Signal),
            new("exception", p => p.ExceptionCode == 0 ? Cell.None : Cell.Address(p.ExceptionCode)),
            new("address", p => p.FaultAddress is { } address ? Cell.Address(address) : Cell.None),
        ],
        Header: null,
        Write);

    private static void Write(ProcessSummary process, MdbWriter writer)
    {
        string program = process.Program[(process.Program.LastIndexOfAny(['/', '\\']) + 1)..];
        string kind = process.Format == "core" ? "core file" : process.Format;
        writer.Write($"debugging {kind} of {(program.Length > 0 ? program : "unknown program")} (64-bit) {process.Path}\n");
        if (process.Program.Length > 0)
        {
            writer.Write($"file: {process.Program}\n");
        }

        if (process.Arguments.Length > 0)
        {
            writer.Write($"initial argv: {process.Arguments}\n");
        }

        string threads = process.Threads.Count == 1 ? "1 thread" : $"{process.Threads.Count} threads";
        writer.Write($"process: {process.ProcessId}, {threads}\n");
        writer.Write($"status: {Reason(process)}\n");
    }

    private static string Reason(ProcessSummary process)
    {
        string at = process.FaultAddress is { } address ? string.Create(CultureInfo.InvariantCulture, $", addr={address:x}") : "";
        return process.Signal != 0 ? $"process terminated by {SignalName(process.Signal)}{at}"
            : process.ExceptionCode != 0 ? string.Create(CultureInfo.InvariantCulture, $"process raised exception {process.ExceptionCode:x}{at}")
            : "process was dumped while it ran";
    }

    /// <summary>The name of a signal of Linux with its meaning.</summary>
    public static string SignalName(int signal) =>
        signal > 0 && signal < Signals.Length ? Signals[signal] : string.Create(CultureInfo.InvariantCulture, $"signal {signal}");
}
