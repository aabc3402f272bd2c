namespace DumpReader.Kernel;

/// <summary>
/// Turnstiles: the queues of threads that wait for a mutex, a readers/writer lock or a user-level priority-inheriting mutex, found from
/// the lock through the hash <c>turnstile_table</c> (os/turnstile.c): chains linked by ts_next.
/// </summary>
internal static class Turnstiles
{
    /// <summary>Chains for locks of users (those in <c>upimutextab</c>); as many for locks of the kernel follow.</summary>
    private const int Half = 128;

    /// <summary>A chain is its first turnstile and a lock (<c>turnstile_chain_t</c>), which the types of a kernel may not have.</summary>
    private const ulong ChainSize = 16;

    /// <summary>The turnstile of a lock; 0 where nobody waits for it.</summary>
    public static ulong Of(KernelObjects kernel, ulong lockAddress, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("turnstile_table", out ulong table))
        {
            fault(WalkFault.MissingSymbol("turnstile_table"));
            return 0;
        }

        if (!kernel.TryOffset("turnstile_t", "ts_next", fault, out ulong next) || !kernel.TryOffset("turnstile_t", "ts_sobj", fault, out ulong subject))
        {
            return 0;
        }

        ulong chain = table + ((ulong)Index(kernel, lockAddress) * ChainSize);
        if (!kernel.Memory.TryReadUInt64(chain, out ulong first))
        {
            fault(WalkFault.Unreadable("turnstile_table", chain));
            return 0;
        }

        foreach (ulong turnstile in LinkChain.Walk(kernel.Memory, first, next, ring: false, "turnstile", fault))
        {
            if (kernel.Memory.TryReadUInt64(turnstile + subject, out ulong of) && of == lockAddress)
            {
                return turnstile;
            }
        }

        return 0;
    }

    /// <summary>The hash takes the lower half of the address as a signed number.</summary>
    private static int Index(KernelObjects kernel, ulong lockAddress)
    {
        int low = unchecked((int)lockAddress);
        int hash = ((low >> 2) + (low >> 9)) & (Half - 1);
        bool isUserLevel = kernel.Symbols.Find(null, "upimutextab", out Symbols.Symbol users) == Symbols.SymbolLookup.Found
            && lockAddress - users.Value < users.Size;
        return isUserLevel ? hash : hash + Half;
    }
}
