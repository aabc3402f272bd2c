using System.Diagnostics;

namespace Bench.Compare;

/// <summary>How each debugger is told the same work, and what its answer must hold.</summary>
/// <param name="Name">Of the tool, as in the table.</param>
/// <param name="Program">Null where it is not installed.</param>
/// <param name="Arguments">Before the work.</param>
/// <param name="Input">On standard input.</param>
internal sealed record Job(string Name, string? Program, string[] Arguments, string Input = "")
{
    /// <summary>Runs it to its end with the answer drained.</summary>
    /// <returns>Milliseconds and lines of the answer.</returns>
    public (double Time, long Lines) Run()
    {
        var start = new ProcessStartInfo(Program!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        var watch = Stopwatch.StartNew();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException(Program);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardInput.Write(Input);
        process.StandardInput.Close();
        long lines = Lines(process.StandardOutput.BaseStream);
        process.WaitForExit();
        return (watch.Elapsed.TotalMilliseconds, lines);
    }

    private static long Lines(Stream output)
    {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        for (int n = output.Read(buffer); n > 0; n = output.Read(buffer))
        {
            lines += buffer.AsSpan(0, n).Count((byte)'\n');
        }

        return lines;
    }
}
