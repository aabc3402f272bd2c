namespace DumpReader.Bytes;

/// <summary>How far long work has come; written by those who do it, from any thread, and looked at by whoever shows it.</summary>
public sealed class WorkProgress
{
    private long _total;
    private long _done;
    private string _name = "";

    /// <summary>What is being done, in a few words.</summary>
    public string Name => Volatile.Read(ref _name);

    /// <summary>Units of the work; 0 while it is not known.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Units that are done.</summary>
    public long Done => Volatile.Read(ref _done);

    public void Begin(string name, long total)
    {
        Volatile.Write(ref _done, 0);
        Volatile.Write(ref _total, total);
        Volatile.Write(ref _name, name);
    }

    public void Add(long units) => Interlocked.Add(ref _done, units);

    public void Set(long done) => Volatile.Write(ref _done, done);
}
