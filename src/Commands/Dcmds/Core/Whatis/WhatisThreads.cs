using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>Addresses in thread structures and on their stacks.</summary>
internal sealed class WhatisThreads : WhatisHandler
{
    private const ulong Free = 0;
    private const ulong OnProcessor = 4;

    public override string Name => "genunix`threads";

    public override void Search(WhatisSearch search)
    {
        if (search.Call.Target.Kind != "kvm")
        {
            return;
        }

        bool hasPanicStack = search.Call.Session.FindSymbol(null, "panic_stack", out Symbol panicStack) == SymbolLookup.Found;
        foreach (Item item in KernelObject.Elements(search.Run, "thread"))
        {
            if (search.IsDone)
            {
                return;
            }

            if (!KernelObject.TryReadPart(search.Run, "kthread_t", item.Bits, out Value thread))
            {
                continue;
            }

            foreach (ulong address in search.Within(item.Bits, thread.Type.Size))
            {
                search.Found(address, item.Bits, "allocated as a thread structure");
            }

            ulong low = thread.Number("t_stkbase");
            ulong pointer = thread.Number("t_pcb.val[1]");
            bool onPanicStack = hasPanicStack && pointer - panicStack.Value < panicStack.Size;
            foreach (ulong address in search.Within(low, unchecked(thread.Number("t_stk") - low + 1)))
            {
                string note = thread.Number("t_state") == Free ? " (inactive interrupt thread)"
                    : onPanicStack || address >= pointer ? ""
                    : thread.Number("t_state") == OnProcessor ? " (possibly below sp)"
                    : " (below sp)";
                search.Found(address, $"in thread {item.Bits:x}'s stack{note}");
            }
        }
    }
}
