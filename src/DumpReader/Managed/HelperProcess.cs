using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DumpReader.Problems;

namespace DumpReader.Managed;

/// <summary>
/// Asks another process of the same program, because the debugging library of .NET may end the one that it is in: roots on the stack of a
/// thread that failed make it do so.
/// </summary>
public static class HelperProcess
{
    /// <summary>First word of the helper's command line.</summary>
    public const string Word = "clr-helper";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>The lines that the helper says, as they come. Whether it came to its end is known when they have ended.</summary>
    /// <param name="question">What it is asked: words.</param>
    /// <param name="lost">Told why, where the helper did not come to its end.</param>
    /// <param name="shouldStop">Asked again and again while the helper works; once it says so, the helper is ended and its answer too.</param>
    public static IEnumerable<string[]> Ask(ManagedProcess process, IReadOnlyList<string> question, Action<Problem> lost, Func<bool> shouldStop)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(lost);
        ArgumentNullException.ThrowIfNull(shouldStop);
        using Process? helper = Start(process, question, lost);
        if (helper is null)
        {
            yield break;
        }

        try
        {
            while (TryReadLine(helper, shouldStop, out string? line))
            {
                if (line == RootSearch.End)
                {
                    helper.WaitForExit(1000);
                    yield break;
                }

                if (line is null)
                {
                    helper.WaitForExit();
                    lost(new Problem("MDB164", string.Create(CultureInfo.InvariantCulture,
                        $"the process that looked at the stacks of .NET has ended with status {helper.ExitCode}: its debugging library cannot read them")));
                    yield break;
                }

                yield return line.Split('\t');
            }
        }
        finally
        {
            helper.Kill(); // does nothing where it has ended
        }
    }

    /// <summary>False once it is time to stop; a line of null is the end of what the helper says.</summary>
    private static bool TryReadLine(Process helper, Func<bool> shouldStop, out string? line)
    {
        Task<string?> next = helper.StandardOutput.ReadLineAsync();
        while (!next.Wait(Patience))
        {
            if (shouldStop())
            {
                line = null;
                return false;
            }
        }

        line = next.Result;
        return line is not null || !shouldStop(); // what interrupts a person's command may end the helper, too
    }

    private static Process? Start(ManagedProcess process, IReadOnlyList<string> question, Action<Problem> lost)
    {
        if (process.Helper is null)
        {
            lost(new Problem("MDB165", "there is no program to look at the stacks of .NET with"));
            return null;
        }

        try
        {
            var start = new ProcessStartInfo(process.Helper, [Word, process.Dump, process.DebuggingLibrary, .. question])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                UseShellExecute = false,
            };

            // A crash of the helper is expected, and needs no dump of its own.
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            Process helper = Process.Start(start)!;
            helper.ErrorDataReceived += static (_, _) => { };
            helper.BeginErrorReadLine();
            return helper;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            lost(new Problem("MDB165", $"{process.Helper} does not start to look at the stacks of .NET"));
            return null;
        }
    }
}
