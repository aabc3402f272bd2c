using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>The registers of a frame while it is being left, by the numbers that instructions of x86-64 give them, and the stack that they come from.</summary>
internal sealed class WindowsRegisters(FrameRegisters frame, AddressSpace stack)
{
    public const int StackPointer = 4;

    /// <summary>Those of DWARF (<see cref="FrameRegisters"/>).</summary>
    private static readonly byte[] Numbers = [0, 2, 1, 3, 7, 6, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15];

    public FrameRegisters All { get; } = frame.Copy();

    /// <summary>The address of the stack that could not be read; null as long as all could.</summary>
    public ulong? Missing { get; private set; }

    public ulong this[int number]
    {
        get => All[Numbers[number]];
        set
        {
            FrameRegisters all = All;
            all[Numbers[number]] = value;
        }
    }

    public ulong Counter
    {
        get => All[FrameRegisters.ProgramCounter];
        set
        {
            FrameRegisters all = All;
            all[FrameRegisters.ProgramCounter] = value;
        }
    }

    public bool TryLoad(ulong address, out ulong value)
    {
        bool isThere = stack.TryReadUInt64(address, out value);
        Missing ??= isThere ? null : address;
        return isThere;
    }

    public bool TryPop(out ulong value)
    {
        bool isThere = TryLoad(this[StackPointer], out value);
        this[StackPointer] = unchecked(this[StackPointer] + 8);
        return isThere;
    }

    public bool TryReturn()
    {
        bool isThere = TryPop(out ulong counter);
        Counter = counter;
        return isThere;
    }
}
