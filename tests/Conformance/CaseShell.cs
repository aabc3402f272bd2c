using System.Diagnostics;
using Commands.Pipeline;

namespace Conformance;

/// <summary>The shell of a case: the environment the answers were recorded in, output into the streams of the case.</summary>
internal sealed class CaseShell(string folder, Stream output, Stream errors) : IShell
{
    public const string Path = "/bin/sh";

    public int Run(string command, Run run)
    {
        using Process child = Start(command);
        child.StandardInput.Close();
        return Finish(child);
    }

    public Stream Pipe(string command, Run run) => new PipeToChild(this, Start(command));

    private Process Start(string command)
    {
        var start = new ProcessStartInfo(Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return Process.Start(start)!;
    }

    private int Finish(Process child)
    {
        Task<byte[]> said = Task.Run(() => All(child.StandardError.BaseStream));
        output.Write(All(child.StandardOutput.BaseStream));
        errors.Write(said.GetAwaiter().GetResult());
        child.WaitForExit();
        return child.ExitCode;
    }

    private static byte[] All(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Collects what the session writes and hands it to the child when the session closes it.</summary>
    private sealed class PipeToChild(CaseShell shell, Process child) : MemoryStream
    {
        private bool _closed;

        protected override void Dispose(bool disposing)
        {
            if (!_closed)
            {
                _closed = true;
                byte[] text = ToArray();
                Task feeding = Task.Run(() => Feed(text));
                shell.Finish(child);
                feeding.GetAwaiter().GetResult();
                child.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Feed(byte[] text)
        {
            try
            {
                child.StandardInput.BaseStream.Write(text);
                child.StandardInput.Close();
            }
            catch (IOException)
            {
                // A child such as head may stop reading early.
            }
        }
    }
}
