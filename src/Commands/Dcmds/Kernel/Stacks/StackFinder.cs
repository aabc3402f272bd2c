using System.Buffers.Binary;
using Commands.Pipeline;
using DumpReader.Values;

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
    /// <summary>No kernel stack is larger; a size beyond it is damage.</summary>
    private const ulong LargestStack = 1 << 20;

    /// <summary>TS_LOAD of t_schedflag: the stack is in memory.</summary>
    private const ulong Loaded = 1;

    private const ulong FrameAlignment = 16;

    public static ThreadStack Find(Run run, Value thread)
    {
        if ((thread.Number("t_schedflag") & Loaded) == 0)
        {
            return ThreadStack.Failed(StackFault.NotInMemory);
        }

        ulong low = thread.Number("t_stkbase");
        ulong top = thread.Number("t_stk");
        if (top < low)
        {
            return ThreadStack.Failed(StackFault.Corrupt);
        }

        if (top - low > LargestStack)
        {
            return ThreadStack.Failed(StackFault.TooBig);
        }

        ulong misaligned = top % FrameAlignment == 0 ? 0UL : 8UL;
        if (top - low < misaligned)
        {
            return ThreadStack.Failed(StackFault.Corrupt);
        }

        top -= misaligned;
        var bytes = new byte[top - low];
        if (run.Target.Memory.Read(low, bytes) != bytes.Length)
        {
            return ThreadStack.Failed(StackFault.Unreadable);
        }

        var stack = new Words(low, top, bytes);
        var frames = new List<ulong>();
        ulong pointer = thread.Number("t_pcb.val[1]");
        if (stack.Follow(pointer, frames, clear: false))
        {
            return new ThreadStack(StackFault.None, pointer, thread.Number("t_pcb.val[0]"), [.. frames], []);
        }

        return Search(stack);
    }

    private static ThreadStack Search(Words stack)
    {
        var frames = new List<ulong>();
        var partial = new List<(ulong, int)>();
        for (ulong place = (stack.Low + 7) & ~7UL; place + 16 <= stack.Top; place += 8)
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
    private sealed class Words(ulong low, ulong top, byte[] bytes)
    {
        public ulong Low => low;

        public ulong Top => top;

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
