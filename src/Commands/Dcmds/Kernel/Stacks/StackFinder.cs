using System.Buffers;
using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Spaces;

namespace Commands.Dcmds.Kernel;

/// <summary>
/// Finds the frames of a thread that is not running. A frame is a pair on the stack: the caller's frame pointer and the return
/// address. A chain of frames is believed when every frame lies on the stack, is aligned to 16 bytes, and the chain ends at the top of
/// the stack. First the stack pointer that was saved is tried; where that fails (the thread was interrupted, or its structure is
/// damaged), every word of the stack is tried as the beginning of such a chain, and the first that holds is taken. Words of chains
/// already followed are cleared, so that the search takes linear time.
/// </summary>
internal static class StackFinder
{
    private const ulong FrameAlignment = 16;

    /// <param name="memory">Where the stack is.</param>
    /// <param name="thread">Whose.</param>
    public static ThreadStack Find(AddressSpace memory, in ThreadFacts thread)
    {
        if (!thread.IsLoaded)
        {
            return ThreadStack.Failed(StackFault.NotInMemory);
        }

        ulong low = thread.StackBase;
        ulong top = thread.StackTop;
        if (top < low)
        {
            return ThreadStack.Failed(StackFault.Corrupt);
        }

        if (top - low > Limits.KernelStackBytes)
        {
            return ThreadStack.Failed(StackFault.TooBig);
        }

        ulong misaligned = top % FrameAlignment == 0 ? 0UL : 8UL;
        if (top - low < misaligned)
        {
            return ThreadStack.Failed(StackFault.Corrupt);
        }

        top -= misaligned;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)(top - low));
        try
        {
            return Saved(memory, thread, low, top, buffer) ?? Searched(memory, low, top, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The chain from the saved stack pointer. Only what is above it is read, a small part of most stacks; null where it does not hold.</summary>
    private static ThreadStack? Saved(AddressSpace memory, in ThreadFacts thread, ulong low, ulong top, byte[] buffer)
    {
        ulong pointer = thread.StackPointer;
        if (pointer < low || pointer >= top || !memory.TryRead(pointer, buffer.AsSpan(0, (int)(top - pointer))))
        {
            return null;
        }

        var frames = new List<ulong>();
        return new Words(pointer, top, buffer).Follow(pointer, frames, clear: false)
            ? new ThreadStack(StackFault.None, pointer, thread.ProgramCounter, [.. frames], [])
            : null;
    }

    private static ThreadStack Searched(AddressSpace memory, ulong low, ulong top, byte[] buffer)
    {
        if (!memory.TryRead(low, buffer.AsSpan(0, (int)(top - low))))
        {
            return ThreadStack.Failed(StackFault.Unreadable);
        }

        var stack = new Words(low, top, buffer);
        var frames = new List<ulong>();
        var partial = new List<(ulong, int)>();
        for (ulong place = (low + 7) & ~7UL; place + 16 <= top; place += 8)
        {
            frames.Clear();
            if (stack.Follow(place, frames, clear: true))
            {
                return new ThreadStack(StackFault.None, place, 0, [.. frames], []);
            }

            if (frames.Count > 1)
            {
                partial.Add((place, frames.Count));
            }
        }

        return new ThreadStack(StackFault.NotFound, 0, 0, [], partial);
    }

    /// <summary>The words of a stack as they were copied.</summary>
    private readonly struct Words(ulong low, ulong top, byte[] bytes)
    {
        /// <summary>Follows a chain; true when it ends at the top of the stack. Frame pointers grow, or the chain is broken.</summary>
        public bool Follow(ulong frame, List<ulong> frames, bool clear)
        {
            while (frame % 8 == 0 && frame >= low && frame < top && top - frame >= 16)
            {
                Span<byte> word = bytes.AsSpan((int)(frame - low), 16);
                ulong caller = BinaryPrimitives.ReadUInt64LittleEndian(word);
                ulong back = BinaryPrimitives.ReadUInt64LittleEndian(word[8..]);
                if (clear)
                {
                    word[..8].Clear();
                }

                if (caller == 0 || caller <= frame)
                {
                    return false;
                }

                frames.Add(back);
                if (caller == top || top - caller == 16)
                {
                    return true;
                }

                if (caller % FrameAlignment != 0 || caller > top - 16)
                {
                    return false;
                }

                frame = caller;
            }

            return false;
        }
    }
}
