using System.Text;
using Commands.Pipeline;

namespace Commands.Tests;

/// <summary>Remembers what it is asked to run and what is piped into it.</summary>
internal sealed class FakeShell : IShell
{
    private readonly MemoryStream _received = new();

    public List<string> Commands { get; } = [];

    /// <summary>Bytes after which its commands read no more.</summary>
    public long Limit { get; init; } = long.MaxValue;

    public string Text => Encoding.Latin1.GetString(_received.ToArray());

    public int Run(string command, Run run)
    {
        Commands.Add(command.Trim());
        return 0;
    }

    public Stream Pipe(string command, Run run)
    {
        Commands.Add(command.Trim());
        return new Input(this);
    }

    private sealed class Input(FakeShell shell) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            shell._received.Write(buffer, offset, count);
            if (shell._received.Length > shell.Limit)
            {
                throw new IOException("broken pipe");
            }
        }
    }
}
