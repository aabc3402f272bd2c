using DumpReader.Bytes;

namespace DumpReader.Kernel;

/// <summary>Follows and checks the links of a chain of context operators.</summary>
internal static class ContextLinks
{
    /// <summary>Adds operators from the head on; returns what ended the chain before its end, null where it is whole.</summary>
    public static ContextFault? Follow(KernelObjects kernel, ulong thread, ulong head, List<ContextOp> operators)
    {
        ContextOpType type = kernel.ContextOps;
        bool circular = type.Layout == ContextLayout.Circular;
        var seen = new HashSet<ulong>();
        Span<byte> bytes = stackalloc byte[(int)type.Size];
        ulong from = thread;
        ulong at = head;
        while (true)
        {
            int number = operators.Count;
            if (at == 0)
            {
                return circular ? new ContextFault(ContextFaultKind.NullInCircular, number, from, 0) : null;
            }

            if ((at & 7) != 0)
            {
                return new ContextFault(ContextFaultKind.MisalignedNext, number, from, at);
            }

            if (!seen.Add(at))
            {
                // A ring of one is sound only if it says so both ways; else the others were lost.
                bool sound = at == head && circular && (number > 1 || operators[0].Previous == head);
                return sound ? null
                    : new ContextFault(
                        at == from ? ContextFaultKind.SelfLoop
                            : at == head ? ContextFaultKind.UnexpectedRing
                            : ContextFaultKind.LoopSkipsHead,
                        number,
                        from,
                        at);
            }

            if (number == Limits.ContextOps)
            {
                return new ContextFault(ContextFaultKind.TooMany, number, from, at);
            }

            int got = kernel.Memory.Read(at, bytes);
            if (got < bytes.Length)
            {
                return got == 0
                    ? new ContextFault(ContextFaultKind.DanglingNext, number, from, at)
                    : new ContextFault(ContextFaultKind.UnreadableTail, number + 1, at, (ulong)got);
            }

            ContextOp op = type.Read(kernel, number + 1, at, bytes);
            operators.Add(op);
            from = at;
            at = op.Next;
        }
    }

    /// <summary>Each prev must be the operator before; the head's is the oldest, which only a closed ring tells.</summary>
    public static void CheckPrevious(List<ContextOp> operators, bool closed, List<ContextFault> faults)
    {
        for (int i = closed ? 0 : 1; i < operators.Count; i++)
        {
            ContextOp before = operators[i == 0 ? operators.Count - 1 : i - 1];
            if (operators[i].Previous is { } previous && previous != before.Address)
            {
                faults.Add(new ContextFault(ContextFaultKind.PreviousDisagrees, i + 1, operators[i].Address, previous));
            }
        }
    }
}
