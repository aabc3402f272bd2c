using System.Diagnostics;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>Standard input of a child. What is written after it has stopped reading is dropped; disposing waits for its end.</summary>
internal sealed class ChildInput(Process child) : OutputOnlyStream
{
    private readonly BufferedStream _input = new(child.StandardInput.BaseStream, 16 * 1024);
    private bool _closed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_closed)
        {
            return;
        }

        try
        {
            _input.Write(buffer);
        }
        catch (IOException)
        {
            _closed = true;
        }
    }

    public override void Flush()
    {
        try
        {
            _input.Flush();
        }
        catch (IOException)
        {
            _closed = true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
            try
            {
                child.StandardInput.Close();
            }
            catch (IOException)
            {
                _closed = true;
            }

            child.WaitForExit();
            child.Dispose();
        }

        base.Dispose(disposing);
    }
}
