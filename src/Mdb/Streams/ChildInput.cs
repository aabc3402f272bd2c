using System.Diagnostics;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>Standard input of a child; writing fails once it has stopped reading, and disposing waits for its end.</summary>
internal sealed class ChildInput(Process child) : OutputOnlyStream
{
    private readonly BufferedStream _input = new(child.StandardInput.BaseStream, 16 * 1024);

    public override void Write(ReadOnlySpan<byte> buffer) => _input.Write(buffer);

    public override void Flush() => _input.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                _input.Dispose();
            }
            finally
            {
                child.WaitForExit();
                child.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
