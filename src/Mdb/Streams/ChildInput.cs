using System.Diagnostics;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>
/// Standard input of a child; writing fails once it has stopped reading or the statement is to stop, and disposing waits for its end.
/// </summary>
/// <param name="child">The child.</param>
/// <param name="loan">Disposed of when it has ended.</param>
/// <param name="run">The statement that writes.</param>
internal sealed class ChildInput(Process child, IDisposable? loan, Run run) : OutputOnlyStream
{
    private readonly BufferedStream _input = new(new PatientPipe(child.StandardInput.BaseStream, () => run.IsOver), 16 * 1024);

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
                ChildEnd.Await(child, run);
                child.Dispose();
                loan?.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
