using System.Buffers.Binary;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>How much of a stack is in use. Stacks grow down from t_stk to t_stkbase.</summary>
internal static class StackUse
{
    /// <summary>KMEM_STKINFO_PATTERN: with what the kernel fills new stacks when kmem_stackinfo is set (sys/kmem_impl.h).</summary>
    private const ulong Pattern = 0xbadcbadcbadcbadc;

    /// <summary>Percent of the stack above a place, rounded up as ::stackinfo does.</summary>
    public static long Percent(Value thread, ulong pointer)
    {
        ulong top = thread.Number("t_stk");
        ulong low = thread.Number("t_stkbase");
        if (top <= low || pointer > top)
        {
            return 0;
        }

        UInt128 used = top - pointer + 1;
        return (long)UInt128.Min((100 * used / (top - low + 1)) + 1, 100);
    }

    /// <summary>The most that was ever in use: down to the lowest word that is not the pattern. Null where the stack is not in the dump.</summary>
    public static long? Most(Run run, Value thread)
    {
        ulong top = thread.Number("t_stk");
        ulong low = (thread.Number("t_stkbase") + 7) & ~7UL;
        if (top <= low || top - low > Limits.KernelStackBytes)
        {
            if (top > low)
            {
                run.Partial(new Problem("MDB527", $"stack base or stack top corrupt for thread {thread.Address:x}", thread.Address));
            }

            return null;
        }

        var stack = new byte[(top - low) & ~7UL];
        if (!run.Target.Memory.TryRead(low, stack))
        {
            run.Missing(low);
            return null;
        }

        int place = 0;
        while (place < stack.Length && BinaryPrimitives.ReadUInt64LittleEndian(stack.AsSpan(place)) == Pattern)
        {
            place += 8;
        }

        return Percent(thread, low + (ulong)place);
    }
}
