using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Spaces;

namespace DumpReader.Kernel;

/// <summary>A stack frame: the frame pointer of a function and where in it execution stands or will go on.</summary>
/// <param name="FramePointer">%rbp of the function.</param>
/// <param name="ProgramCounter">An address in it.</param>
public readonly record struct StackFrame(ulong FramePointer, ulong ProgramCounter)
{
    /// <summary>Whether the address is known to be that behind a call: the function is then that of the call, even where it ends with it.</summary>
    public bool IsCall { get; init; }

    /// <summary>Whether a signal made the frame: its caller is what the signal interrupted.</summary>
    public bool IsSignal { get; init; }
}

/// <summary>How a chain of frames ended.</summary>
public enum FrameEnd
{
    /// <summary>At a NULL frame pointer.</summary>
    Complete,
    /// <summary>At a frame pointer that is not in the dump.</summary>
    Unreadable,
    /// <summary>At a frame that was met before, or that lies below the one it has called.</summary>
    Loop,
    /// <summary>Within a frame: a part of the stack is not in the dump that leads to the caller.</summary>
    Missing,
}

/// <summary>
/// Follows saved frame pointers of amd64 code: at each frame lie the caller's %rbp and the return address into the caller
/// (<c>struct frame</c>, sys/frame.h).
/// </summary>
public static class FrameChain
{
    /// <summary>Most frames that are followed; a stack of the largest size allowed holds fewer.</summary>
    public const int MostFrames = Limits.Frames;

    /// <summary>The frames from the innermost on.</summary>
    /// <param name="memory">Where the stack lies.</param>
    /// <param name="framePointer">%rbp to start from; 0 gives none.</param>
    /// <param name="programCounter">Where the first frame stands; 0 when unknown: the first frame given is then the caller's.</param>
    /// <param name="frames">Told of each frame; false stops.</param>
    /// <param name="last">The frame pointer that could not be followed.</param>
    public static FrameEnd Walk(AddressSpace memory, ulong framePointer, ulong programCounter, Func<StackFrame, bool> frames, out ulong last)
    {
        var guard = new CycleGuard();
        Span<byte> pair = stackalloc byte[16];
        last = framePointer;
        while (framePointer != 0)
        {
            last = framePointer;
            if (!guard.Visit(framePointer) || guard.Count > MostFrames)
            {
                return FrameEnd.Loop;
            }

            if (!memory.TryRead(framePointer, pair))
            {
                return FrameEnd.Unreadable;
            }

            if (programCounter != 0 && !frames(new StackFrame(framePointer, programCounter)))
            {
                return FrameEnd.Complete;
            }

            framePointer = BinaryPrimitives.ReadUInt64LittleEndian(pair);
            programCounter = BinaryPrimitives.ReadUInt64LittleEndian(pair[8..]);
        }

        return FrameEnd.Complete;
    }
}
