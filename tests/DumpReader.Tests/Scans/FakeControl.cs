using DumpReader.Scans;

namespace DumpReader.Tests.Scans;

/// <summary>Lets a scan go on until a number of results were taken; remembers what it was told.</summary>
internal sealed class FakeControl(long stopAfter = long.MaxValue) : IScanControl
{
    public bool ShouldStop => Done >= stopAfter;

    public bool IsOver => ShouldStop;

    public long Done { get; private set; }

    public int Ends { get; private set; }

    public void Progress(long done, long total)
    {
        Assert.Equal(Done + 1, done);
        Assert.True(done <= total);
        Done = done;
    }

    public void End() => Ends++;
}
