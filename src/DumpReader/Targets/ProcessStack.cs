using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Cpu.Unwinding;
using DumpReader.Kernel;
using DumpReader.Spaces;

namespace DumpReader.Targets;

/// <summary>
/// The stacks of a process. A caller is found by the call frame information of the program or library that the code is in; where there is
/// none, by the frame pointer; and where the innermost address is no code at all, as after a call through a bad pointer, by the address
/// that the call has left on the stack. Safe for concurrent use.
/// </summary>
public sealed class ProcessStack
{

    private readonly AddressSpace _memory;
    private readonly (ProcessObject Object, Func<FrameTable?> Frames)[] _objects;
    private readonly ulong[] _bases;
    private readonly IReadOnlyList<ProcessMapping> _mappings;

    /// <param name="mappings">By ascending address.</param>
    internal ProcessStack(AddressSpace memory, IEnumerable<(ProcessObject Object, Func<FrameTable?> Frames)> objects, IReadOnlyList<ProcessMapping> mappings)
    {
        _memory = memory;
        _objects = [.. objects.OrderBy(o => o.Object.Base)];
        _bases = [.. _objects.Select(o => o.Object.Base)];
        _mappings = mappings;
    }

    private sealed record Step(FrameRow Row, int Column, bool IsSignal);

    /// <summary>The frames from the innermost on. The frame pointer of each is where a function that keeps one has it: 16 bytes below the frame's end.</summary>
    /// <param name="registers">Of the thread.</param>
    /// <param name="frames">Told of each frame; false stops.</param>
    /// <param name="last">The frame pointer that could not be followed.</param>
    public FrameEnd Walk(IReadOnlyDictionary<string, ulong> registers, Func<StackFrame, bool> frames, out ulong last)
    {
        ArgumentNullException.ThrowIfNull(registers);
        ArgumentNullException.ThrowIfNull(frames);
        var guard = new CycleGuard();
        var steps = new Dictionary<ulong, Step?>();
        var at = new FrameRegisters(registers);
        bool isCall = false;
        last = 0;
        for (bool isFirst = true; ; isFirst = false)
        {
            ulong counter = at[FrameRegisters.ProgramCounter];
            Step? step = Find(counter, isCall, steps);
            bool isThere = TryCaller(step, at, isFirst, out FrameRegisters caller, out ulong end);
            last = unchecked(end - 16);
            if (!frames(new StackFrame(last, counter) { IsCall = isCall && step?.IsSignal != true, IsSignal = step?.IsSignal == true }))
            {
                return FrameEnd.Complete;
            }

            if (!isThere)
            {
                return at[FrameRegisters.FramePointer] == 0 ? FrameEnd.Complete : FrameEnd.Unreadable;
            }

            if (caller[FrameRegisters.ProgramCounter] == 0)
            {
                return FrameEnd.Complete;
            }

            if (!guard.Visit(end) || guard.Count > FrameChain.MostFrames)
            {
                return FrameEnd.Loop;
            }

            at = caller;
            isCall = step?.IsSignal != true;
        }
    }

    /// <summary>How to leave the frame at an address. Behind a call, the address of the call counts: nothing may follow it.</summary>
    private Step? Find(ulong counter, bool isCall, Dictionary<ulong, Step?> known)
    {
        ulong address = isCall ? counter - 1 : counter;
        if (known.TryGetValue(address, out Step? step))
        {
            return step;
        }

        FrameEntry? entry = FramesAt(address)?.Find(address);
        step = entry is not null && FrameProgram.Row(entry, address) is { } row ? new Step(row, entry.Common.ReturnColumn, entry.Common.IsSignal) : null;
        if (known.Count < Limits.KeptFrameRules)
        {
            known.Add(address, step);
        }

        return step;
    }

    private FrameTable? FramesAt(ulong address) => ObjectAt(address) is var at and >= 0 ? _objects[at].Frames() : null;

    private int ObjectAt(ulong address)
    {
        int at = SortedAddresses.LastAtOrBelow(_bases, address);
        return at >= 0 && _objects[at].Object.Contains(address) ? at : -1;
    }

    /// <param name="end">The address behind the frame, as far as it is known.</param>
    private bool TryCaller(Step? step, FrameRegisters at, bool isFirst, out FrameRegisters caller, out ulong end)
    {
        if (step is not null && FrameStep.TryApply(step.Row, step.Column, at, _memory, out caller, out end))
        {
            return true;
        }

        caller = at.Copy();
        if (isFirst && !IsCode(at[FrameRegisters.ProgramCounter])
            && _memory.TryReadUInt64(at[FrameRegisters.StackPointer], out ulong left) && IsCode(left))
        {
            caller[FrameRegisters.ProgramCounter] = left;
            caller[FrameRegisters.StackPointer] = end = unchecked(at[FrameRegisters.StackPointer] + 8);
            return true;
        }

        ulong pointer = at[FrameRegisters.FramePointer];
        end = unchecked(pointer + 16);
        Span<byte> pair = stackalloc byte[16];
        if (pointer == 0 || !_memory.TryRead(pointer, pair))
        {
            return false;
        }

        caller[FrameRegisters.FramePointer] = BinaryPrimitives.ReadUInt64LittleEndian(pair);
        caller[FrameRegisters.ProgramCounter] = BinaryPrimitives.ReadUInt64LittleEndian(pair[8..]);
        caller[FrameRegisters.StackPointer] = end;
        return caller[FrameRegisters.ProgramCounter] == 0 || IsCode(caller[FrameRegisters.ProgramCounter]);
    }

    /// <summary>Whether an address may hold code: in a mapping that may be executed or of which that is not known, or else in a program or library.</summary>
    private bool IsCode(ulong address)
    {
        int low = 0;
        for (int high = _mappings.Count; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = _mappings[middle].Base <= address ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && _mappings[low - 1].Contains(address) ? _mappings[low - 1].Access is "" or [.., 'x'] : ObjectAt(address) >= 0;
    }
}
