using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Cpu.Unwinding;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Targets;

/// <summary>
/// The stacks of a process. A caller is found by the call frame information of the program or library that the code is in, or on Windows by its
/// exception directory; where there is none, by the frame pointer; and where the innermost address is no code at all, as after a call through a
/// bad pointer, by the address that the call has left on the stack. Safe for concurrent use.
/// </summary>
public sealed class ProcessStack
{
    private readonly AddressSpace _memory;
    private readonly (ProcessObject Object, ProcessImage Image)[] _objects;
    private readonly ulong[] _bases;
    private readonly IReadOnlyList<ProcessMapping> _mappings;

    /// <param name="mappings">By ascending address.</param>
    internal ProcessStack(AddressSpace memory, IEnumerable<(ProcessObject Object, ProcessImage Image)> objects, IReadOnlyList<ProcessMapping> mappings)
    {
        _memory = memory;
        _objects = [.. objects.OrderBy(o => o.Object.Base)];
        _bases = [.. _objects.Select(o => o.Object.Base)];
        _mappings = mappings;
    }

    private sealed record Step(FrameRow Row, int Column, bool IsSignal, LimitLog Log);

    /// <summary>A way from a frame to its caller.</summary>
    /// <param name="Caller">Null where there is none.</param>
    /// <param name="End">The address behind the frame, as far as it is known.</param>
    private readonly record struct Way(FrameRegisters? Caller, ulong End)
    {
        public bool IsSignal { get; init; }

        /// <summary>Whether the caller has called nothing, but was interrupted.</summary>
        public bool IsInterrupted { get; init; }

        /// <summary>Whether the exception directory of a program of Windows says so.</summary>
        public bool IsOfFunctions { get; init; }
    }

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
        bool isExact = false;
        last = 0;
        for (bool isFirst = true; ; isFirst = false)
        {
            ulong counter = at[FrameRegisters.ProgramCounter];
            bool isLast = isExact && ObjectAt(isCall ? counter - 1 : counter) < 0; // no program or library says how to go on
            Way way = isLast ? new Way(null, unchecked(at[FrameRegisters.FramePointer] + 16)) : WayFrom(at, isCall, isFirst, steps);
            last = unchecked(way.End - 16);
            if (!frames(new StackFrame(last, counter) { IsCall = isCall && !way.IsSignal, IsSignal = way.IsSignal }) || isLast)
            {
                return FrameEnd.Complete;
            }

            if (way.Caller is not { } caller)
            {
                return way.IsOfFunctions ? FrameEnd.Missing : at[FrameRegisters.FramePointer] == 0 ? FrameEnd.Complete : FrameEnd.Unreadable;
            }

            if (caller[FrameRegisters.ProgramCounter] == 0)
            {
                return FrameEnd.Complete;
            }

            bool isDown = way.IsOfFunctions && way.End <= at[FrameRegisters.StackPointer];
            if (isDown || !guard.Visit(way.End) || guard.Count > FrameChain.MostFrames)
            {
                return FrameEnd.Loop;
            }

            at = caller;
            isCall = !way.IsSignal && !way.IsInterrupted;
            isExact = way.IsOfFunctions;
        }
    }

    private Way WayFrom(FrameRegisters at, bool isCall, bool isFirst, Dictionary<ulong, Step?> known)
    {
        ulong counter = at[FrameRegisters.ProgramCounter];
        WindowsCaller found = ImageAt(isCall ? counter - 1 : counter)?.Functions?.Leave(at, isCall, _memory) ?? default;
        if (found.Caller is { } outer)
        {
            return new Way(outer, outer[FrameRegisters.StackPointer]) { IsInterrupted = found.IsInterrupted, IsOfFunctions = true };
        }

        if (found.Missing is { } missing)
        {
            return new Way(null, unchecked(missing + 16)) { IsOfFunctions = true };
        }

        Step? step = Find(counter, isCall, known);
        bool isThere = TryCaller(step, at, isFirst, out FrameRegisters caller, out ulong end);
        return new Way(isThere ? caller : null, end) { IsSignal = step?.IsSignal == true };
    }

    /// <summary>How to leave the frame at an address. Behind a call, the address of the call counts: nothing may follow it.</summary>
    private Step? Find(ulong counter, bool isCall, Dictionary<ulong, Step?> known)
    {
        ulong address = isCall ? counter - 1 : counter;
        if (known.TryGetValue(address, out Step? step))
        {
            return step;
        }

        FrameTable? frames = ImageAt(address)?.Frames;
        step = frames?.Find(address) is { } entry && FrameProgram.Row(entry, address, frames.Log) is { } row
            ? new Step(row, entry.Common.ReturnColumn, entry.Common.IsSignal, frames.Log)
            : null;
        if (known.Count < Limits.KeptFrameRules)
        {
            known.Add(address, step);
        }

        return step;
    }

    private ProcessImage? ImageAt(ulong address) => ObjectAt(address) is var at and >= 0 ? _objects[at].Image : null;

    private int ObjectAt(ulong address)
    {
        int at = SortedAddresses.LastAtOrBelow(_bases, address);
        return at >= 0 && _objects[at].Object.Contains(address) ? at : -1;
    }

    /// <param name="end">The address behind the frame, as far as it is known.</param>
    private bool TryCaller(Step? step, FrameRegisters at, bool isFirst, out FrameRegisters caller, out ulong end)
    {
        if (step is not null && FrameStep.TryApply(step.Row, step.Column, at, _memory, step.Log, out caller, out end))
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
