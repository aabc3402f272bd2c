namespace DumpReader.Kernel;

/// <summary>What the word of a kernel mutex says (<c>mutex_impl_t</c>, sys/mutex_impl.h): adaptive with an owner, or spin with priority levels.</summary>
/// <param name="Bits">The word.</param>
internal readonly record struct MutexWord(ulong Bits)
{
    private const ulong WaitersBit = 1;
    private const ulong DeadBits = 6;
    private const ulong FlagBits = 7;
    private const byte SpinMark = 0xff;
    private const int HighestLevel = 15;

    /// <summary>Lock byte (m_dummylock) that no owner of an adaptive mutex can have.</summary>
    public bool IsSpin => (byte)Bits == SpinMark;

    /// <summary>Thread that holds an adaptive mutex; 0 for a free one.</summary>
    public ulong Owner => IsSpin ? 0 : Bits & ~FlagBits;

    public bool HasWaiters => !IsSpin && (Bits & WaitersBit) != 0;

    public bool IsHeld => IsSpin ? SpinLock == SpinMark : Owner != 0;

    /// <summary>Interrupt priority at which a spin mutex is held (m_minspl).</summary>
    public int MinimumLevel => (ushort)(Bits >> 48);

    /// <summary>Interrupt priority before it was taken (m_oldspl); only a held spin mutex has one.</summary>
    public int OldLevel => (ushort)(Bits >> 32);

    /// <summary>False where the word is that of no mutex that the kernel could make.</summary>
    public bool IsConsistent => IsSpin
        ? (ushort)(Bits >> 16) == 0 && MinimumLevel <= HighestLevel && OldLevel <= HighestLevel && SpinLock is 0 or SpinMark
        : (Bits & DeadBits) == 0 && (Owner != 0 || !HasWaiters);

    private byte SpinLock => (byte)(Bits >> 8);
}
