using DumpReader.Scans;

namespace DumpReader.Tests.Scans;

/// <summary>A control of a scan that nobody stops and nobody watches.</summary>
internal sealed class FakeScan : IScanControl
{
    public bool ShouldStop => false;

    public bool IsOver => false;

    public void Progress(long done, long total)
    {
    }

    public void End()
    {
    }
}
