using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>Addresses in thread structures and on their stacks.</summary>
internal sealed class WhatisThreads : WhatisHandler
{
    public override string Name => "genunix`threads";

    public override void Search(WhatisSearch search)
    {
        if (search.Call.Target.Kind != "kvm")
        {
            return;
        }

        StackPlace place = StackPlace.For(search.Call.Session);
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
                search.Found(new WhatisFinding(address, item.Bits, "thread", "allocated as a thread structure")
                {
                    Control = item.Bits,
                    Size = thread.Type.Size,
                });
            }

            ulong low = thread.Number("t_stkbase");
            foreach (ulong address in search.Within(low, unchecked(thread.Number("t_stk") - low + 1)))
            {
                string note = place.Note(thread.Number("t_state"), thread.Number("t_pcb.val[1]"), address);
                search.Found(new WhatisFinding(address, address, "stack", $"in thread {item.Bits:x}'s stack{note}") { Control = item.Bits });
            }
        }
    }
}
