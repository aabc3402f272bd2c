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

    /// <summary>The lines that the helper says, as they come. Whether it came to its end is known when they have ended.</summary>
    /// <param name="question">What it is asked: words.</param>
    /// <param name="lost">Told why, where the helper did not come to its end.</param>
    public static IEnumerable<string[]> Ask(ManagedProcess process, IReadOnlyList<string> question, Action<Problem> lost)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(lost);
        using Process? helper = Start(process, question, lost);
        bool isWhole = false;
        while (helper?.StandardOutput.ReadLine() is { } line)
        {
            if (line == RootSearch.End)
            {
                isWhole = true;
                break;
            }

            yield return line.Split('\t');
        }

        if (helper is null)
        {
            yield break;
        }

        if (!isWhole)
        {
            helper.WaitForExit();
            lost(new Problem("MDB164", string.Create(CultureInfo.InvariantCulture,
                $"the process that looked at the stacks of .NET has ended with status {helper.ExitCode}: its debugging library cannot read them")));
        }
        else if (!helper.WaitForExit(1000))
        {
            helper.Kill();
        }
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
