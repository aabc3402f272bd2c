using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>How a frame of a function of Windows was left.</summary>
/// <param name="Caller">The caller's registers; null where nothing says how, or the stack is not there.</param>
/// <param name="Missing">The address of the stack that is not there, but would be needed.</param>
/// <param name="IsInterrupted">Whether the caller was interrupted and has called nothing.</param>
internal readonly record struct WindowsCaller(FrameRegisters? Caller, ulong? Missing = null, bool IsInterrupted = false);

/// <summary>
/// Goes from frames of code of one image of Windows to their callers: by the codes that tell what the prologue has done, or where the frame
/// stands in an epilogue, by doing the rest of it. Safe for concurrent use.
/// </summary>
/// <param name="image">Where the image lies.</param>
/// <param name="start">Of the image in it.</param>
/// <param name="table">Its functions.</param>
/// <param name="log">Told of chains of them that are longer than is believed.</param>
internal sealed class WindowsFrames(AddressSpace image, ulong start, WindowsFunctionTable table, LimitLog log)
{
    /// <param name="frame">Its registers; the program counter is in the image.</param>
    /// <param name="isCall">Whether the frame stands behind a call: a function that calls is no leaf, and has begun no epilogue.</param>
    /// <param name="stack">Where the stack lies.</param>
    public WindowsCaller Leave(FrameRegisters frame, bool isCall, AddressSpace stack)
    {
        ulong place = unchecked(frame[FrameRegisters.ProgramCounter] - start);
        var registers = new WindowsRegisters(frame, stack);
        if (table.Find(isCall ? place - 1 : place, out bool isLeaf) is not { } function)
        {
            return isLeaf && !isCall ? Result(registers, registers.TryReturn(), isInterrupted: false) : default;
        }

        if (Resolve(function, out function) is not { } info)
        {
            return default;
        }

        if (!isCall && place - function.Begin >= (ulong)info.PrologueSize && IsEpilogue(place, function, info, registers))
        {
            return Result(registers, registers.Missing is null, isInterrupted: false);
        }

        return Undo(frame, registers, function, info, place);
    }

    private static WindowsCaller Result(WindowsRegisters registers, bool isThere, bool isInterrupted) =>
        isThere ? new WindowsCaller(registers.All, IsInterrupted: isInterrupted) : new WindowsCaller(null, registers.Missing);

    private bool IsEpilogue(ulong place, WindowsFunction function, UnwindInfo info, WindowsRegisters registers)
    {
        Span<byte> code = stackalloc byte[WindowsEpilogue.Most];
        code = code[..image.Read(unchecked(start + place), code)];
        return WindowsEpilogue.TryRun(code, info.FrameRegister, distance => IsOutside(unchecked(place + (ulong)distance), function, info), registers);
    }

    /// <summary>Whether a jump to a place leaves a function, of which other parts may lie elsewhere. One to its start begins it anew.</summary>
    private bool IsOutside(ulong target, WindowsFunction function, UnwindInfo info)
    {
        if (function.Contains(target))
        {
            return target == function.Begin && info.PrologueSize > 0 && info.Next is null;
        }

        return table.Find(target, out _) is not { } other || Primary(other) != Primary(function);
    }

    private uint? Primary(WindowsFunction function)
    {
        for (int i = 0; i < Limits.UnwindChain; i++)
        {
            if (Resolve(function, out function) is not { } info)
            {
                return null;
            }

            if (info.Next is not { } next)
            {
                return function.Begin;
            }

            function = next;
        }

        SayEndless(function);
        return null;
    }

    /// <summary>Follows entries that stand for others.</summary>
    private UnwindInfo? Resolve(WindowsFunction function, out WindowsFunction found)
    {
        found = function;
        Span<byte> entry = stackalloc byte[WindowsFunction.Size];
        for (int i = 0; found.IsIndirect; i++)
        {
            if (i == Limits.UnwindChain)
            {
                SayEndless(function);
                return null;
            }

            if (!image.TryRead(unchecked(start + (found.Info - 1)), entry))
            {
                return null;
            }

            found = WindowsFunction.Read(entry);
        }

        return UnwindInfo.Read(image, unchecked(start + found.Info));
    }

    private WindowsCaller Undo(FrameRegisters frame, WindowsRegisters registers, WindowsFunction function, UnwindInfo info, ulong place)
    {
        ulong done = unchecked(place - function.Begin);
        ulong bottom = registers[WindowsRegisters.StackPointer];
        for (int i = 0; i < Limits.UnwindChain; i++)
        {
            if (info.FrameRegister != 0 && IsSet(info, done))
            {
                bottom = unchecked(new WindowsRegisters(frame, image)[info.FrameRegister] - (ulong)info.FrameOffset);
            }

            var step = new PrologueSteps(info, registers, bottom);
            if (!step.TryUndo(done))
            {
                return registers.Missing is { } missing ? new WindowsCaller(null, missing) : default;
            }

            if (step.IsInterrupted)
            {
                return Result(registers, isThere: true, isInterrupted: true);
            }

            if (info.Next is not { } next)
            {
                return Result(registers, registers.TryReturn(), isInterrupted: false);
            }

            if (Resolve(next, out _) is not { } outer)
            {
                return default;
            }

            info = outer;
            done = ulong.MaxValue; // a part runs only after the prologue of the whole
        }

        SayEndless(function);
        return default;
    }

    private void SayEndless(WindowsFunction function) => log.Say(nameof(Limits.UnwindChain),
        $"the function at {unchecked(start + function.Begin):x} leads on through more than {Limits.UnwindChain} entries of the exception directory; "
        + "frames of such functions are not left");

    /// <summary>Whether the prologue has set the frame register; that of a part has not, but that of the whole before it.</summary>
    private static bool IsSet(UnwindInfo info, ulong done)
    {
        if (done >= (ulong)info.PrologueSize)
        {
            return true;
        }

        ReadOnlySpan<byte> codes = info.Codes.Span;
        for (int at = 0; at + 1 < codes.Length;)
        {
            var operation = (UnwindOperation)(codes[at + 1] & 15);
            if (operation == UnwindOperation.SetFramePointer)
            {
                return codes[at] <= done;
            }

            int length = UnwindInfo.Length(operation, codes[at + 1] >> 4);
            at = length == 0 ? codes.Length : at + (length * 2);
        }

        return info.Next is not null;
    }
}
