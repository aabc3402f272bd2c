using System.Text;
using Commands.Output;

namespace Commands.Pipeline;

/// <summary>
/// Collects the text that one stage gives to the next, and which walk variables were bound while each part of it was written.
/// </summary>
internal sealed class CaptureSink : Output, IDisposable
{
    private readonly Run _run;
    private readonly MemoryStream _bytes = new();
    private readonly MdbWriter _writer;
    private readonly List<(int Offset, WalkBinding? Binding)> _marks = [];

    public CaptureSink(Run run)
    {
        _run = run;
        _writer = run.Session.NewWriter(_bytes);
    }

    /// <summary>Whether events give their pipe form, or their text as a person would see it.</summary>
    public bool PipeForm { get; set; }

    /// <summary>Bindings of the element that the stage works on; what it yields inherits them.</summary>
    public WalkBinding? Inherited { get; set; }

    public override bool IsPipe => true;

    public override bool Emit(OutputEvent output)
    {
        WalkBinding? binding = output.Item?.Binding is { } own ? own with { Outer = Inherited } : Inherited;
        if (_marks.Count > 0 ? !ReferenceEquals(_marks[^1].Binding, binding) : binding is not null)
        {
            _writer.Flush();
            _marks.Add(((int)_bytes.Length, binding));
        }

        _writer.NumberBase = _run.Session.Radix;
        if (PipeForm)
        {
            output.WritePipeText(_run, _writer);
        }
        else
        {
            output.WriteText(_run, _writer);
        }

        return !_run.ShouldStop;
    }

    public override void EndCommand() => _writer.EndLine();

    public override void DiscardLine() => _writer.DiscardLine();

    /// <summary>The bindings that held when the byte at an offset was written.</summary>
    public WalkBinding? BindingAt(int offset)
    {
        int low = 0;
        int high = _marks.Count - 1;
        WalkBinding? found = null;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_marks[middle].Offset <= offset)
            {
                found = _marks[middle].Binding;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return found;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _bytes.Dispose();
    }

    /// <summary>Everything written since the last call, one character a byte.</summary>
    public string Take()
    {
        _writer.Flush();
        string text = Encoding.Latin1.GetString(_bytes.GetBuffer(), 0, (int)_bytes.Length);
        _bytes.SetLength(0);
        return text;
    }
}
