namespace DumpReader.Kernel;

/// <summary>What the word of a kernel readers/writer lock says (<c>rwlock_impl_t</c>, sys/rwlock_impl.h).</summary>
/// <param name="Bits">The word, rw_wwwh.</param>
internal readonly record struct RwlockWord(ulong Bits)
{
    private const ulong DestroyedBits = 0xc;
    private const int ReaderShift = 3;
    private const ulong FlagBits = 7;

    /// <summary>Threads wait for it.</summary>
    public bool HasWaiters => (Bits & 1) != 0;

    /// <summary>A writer is among those that wait.</summary>
    public bool WriteWanted => (Bits & 2) != 0;

    public bool WriteLocked => (Bits & 4) != 0;

    /// <summary>rw_destroy left it: locked for writing and for reading at once.</summary>
    public bool IsDestroyed => (Bits & DestroyedBits) == DestroyedBits;

    /// <summary>Thread that holds it for writing; 0 for none.</summary>
    public ulong Owner => WriteLocked && !IsDestroyed ? Bits & ~FlagBits : 0;

    /// <summary>How many hold it for reading.</summary>
    public ulong Readers => WriteLocked ? 0 : Bits >> ReaderShift;
}
