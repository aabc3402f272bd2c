using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Commands.Language;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>Runs the commands of <c>!</c> with <c>$SHELL -c</c>, or with <c>cmd.exe /c</c> on Windows.</summary>
/// <param name="streams">What a child shares with the session.</param>
/// <param name="environment">What a child gets, one character a byte.</param>
internal sealed class ShellRunner(StandardStreams streams, IDictionary<string, string> environment) : IShell
{
    private const int CannotRun = 127;

    public int Run(string command, Run run)
    {
        streams.HandOver();
        using IDisposable? loan = streams.LendTerminal?.Invoke();
        using Process? child = Start(command, pipe: false);
        if (child is null)
        {
            return CannotRun;
        }

        ChildEnd.Await(child, run);
        return child.ExitCode;
    }

    public Stream Pipe(string command, Run run)
    {
        streams.HandOver();
        IDisposable? loan = streams.LendTerminal?.Invoke();
        if (Start(command, pipe: true) is { } child)
        {
            return new ChildInput(child, loan, run);
        }

        loan?.Dispose();
        return Stream.Null;
    }

    private Process? Start(string command, bool pipe)
    {
        bool windows = OperatingSystem.IsWindows();
        string? shell = Environment.GetEnvironmentVariable(windows ? "ComSpec" : "SHELL");
        if (string.IsNullOrEmpty(shell))
        {
            shell = windows ? "cmd.exe" : "/bin/sh";
        }

        var start = new ProcessStartInfo(shell)
        {
            UseShellExecute = false,
            RedirectStandardInput = pipe,
        };
        start.ArgumentList.Add(windows ? "/c" : "-c");
        start.ArgumentList.Add(command);
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
        {
            start.Environment[ByteText.ToUnicode(name)] = ByteText.ToUnicode(value);
        }

        // The runtime ignores SIGPIPE, and a child would inherit that: `yes | head` would complain.
        nint brokenPipe = windows ? 0 : NativeMethods.SetSignal(NativeMethods.BrokenPipe, NativeMethods.DefaultHandler);
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception failure)
        {
            streams.Error.Write(Encoding.UTF8.GetBytes($"mdb: failed to run {shell}: {failure.Message}\n"));
            return null;
        }
        finally
        {
            if (!windows)
            {
                NativeMethods.SetSignal(NativeMethods.BrokenPipe, brokenPipe);
            }
        }
    }
}
