using System.Text;
using Commands.Pipeline;

namespace Mdb.Streams;

/// <summary>A line at the cursor of a terminal, erased before anything else is written there.</summary>
internal sealed class ProgressLine(Stream terminal) : IProgressLine
{
    private const string Erase = "\r\x1b[K";

    private bool _isShown;

    public void Show(string text)
    {
        terminal.Write(Encoding.UTF8.GetBytes(Erase + text));
        terminal.Flush();
        _isShown = true;
    }

    public void Clear()
    {
        if (_isShown)
        {
            _isShown = false;
            terminal.Write(Encoding.UTF8.GetBytes(Erase));
            terminal.Flush();
        }
    }
}
