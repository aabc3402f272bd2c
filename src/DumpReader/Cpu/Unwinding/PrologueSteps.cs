using System.Buffers.Binary;

namespace DumpReader.Cpu.Unwinding;

/// <summary>Undoes the prologue of a function of Windows, from its last step to its first.</summary>
/// <param name="info">What the steps are.</param>
/// <param name="registers">Those of the frame, which become those of its caller but for the return address.</param>
/// <param name="bottom">Where the fixed part of the frame begins: what places of saved registers count from.</param>
internal struct PrologueSteps(UnwindInfo info, WindowsRegisters registers, ulong bottom)
{
    /// <summary>Whether the processor itself has stored where to go on; the program counter is then that.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>False where a step cannot be, or where the stack is not there: <see cref="WindowsRegisters.Missing"/> tells which.</summary>
    /// <param name="done">Bytes of the prologue that have run; steps behind them have not.</param>
    public bool TryUndo(ulong done)
    {
        ReadOnlySpan<byte> codes = info.Codes.Span;
        while (codes.Length >= 2)
        {
            var operation = (UnwindOperation)(codes[1] & 15);
            int operand = codes[1] >> 4;
            int length = UnwindInfo.Length(operation, operand) * 2;
            if (length == 0 || length > codes.Length)
            {
                return false;
            }

            if (codes[0] <= done && !TryUndo(operation, operand, codes[2..length]))
            {
                return false;
            }

            codes = codes[length..];
        }

        return true;
    }

    private bool TryUndo(UnwindOperation operation, int operand, ReadOnlySpan<byte> more)
    {
        ulong value;
        switch (operation)
        {
            case UnwindOperation.Push:
                bool isPopped = registers.TryPop(out value);
                registers[operand] = value;
                return isPopped;
            case UnwindOperation.AllocateLarge:
                return Release(operand == 0 ? Number(more) * 8 : Number(more));
            case UnwindOperation.AllocateSmall:
                return Release(((ulong)operand * 8) + 8);
            case UnwindOperation.SetFramePointer:
                registers[WindowsRegisters.StackPointer] = unchecked(registers[info.FrameRegister] - (ulong)info.FrameOffset);
                return info.FrameRegister != 0;
            case UnwindOperation.Save or UnwindOperation.SaveFar:
                bool isLoaded = registers.TryLoad(unchecked(bottom + (operation == UnwindOperation.Save ? Number(more) * 8 : Number(more))), out value);
                registers[operand] = value;
                return isLoaded;
            case UnwindOperation.MachineFrame:
                return TryMachineFrame(operand);
            default: // vector registers lead to no caller; the others have no steps
                return true;
        }
    }

    private readonly bool Release(ulong size)
    {
        registers[WindowsRegisters.StackPointer] = unchecked(registers[WindowsRegisters.StackPointer] + size);
        return true;
    }

    /// <summary>%rip, %cs, flags, %rsp, %ss, and below them an error code where the operand is 1.</summary>
    private bool TryMachineFrame(int operand)
    {
        ulong at = unchecked(registers[WindowsRegisters.StackPointer] + (operand == 0 ? 0ul : 8));
        if (operand > 1 || !registers.TryLoad(at, out ulong counter) || !registers.TryLoad(unchecked(at + 24), out ulong stack))
        {
            return false;
        }

        registers.Counter = counter;
        registers[WindowsRegisters.StackPointer] = stack;
        IsInterrupted = true;
        return true;
    }

    private static ulong Number(ReadOnlySpan<byte> more) =>
        more.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(more) : BinaryPrimitives.ReadUInt32LittleEndian(more);
}
