using System.Buffers.Binary;
using Commands.Pipeline;
using DumpReader.Problems;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Finds the threads whose stack holds a value.</summary>
[Dcmd("whatthread")]
internal sealed class WhatThread : Dcmd
{
    /// <summary>No kernel stack is larger; a size beyond it is damage.</summary>
    private const ulong LargestStack = 1 << 20;

    /// <summary>TS_LOAD of t_schedflag: the stack is in memory.</summary>
    private const ulong Loaded = 1;

    private enum Outcome { Searched, NoThread, SwappedOut, BadRange, NoStack }

    private sealed record Finding(ulong Thread, Outcome Outcome, IReadOnlyList<(ulong Address, string Note)> Places);

    private sealed record Place(ulong Address, ulong Thread, string Note);

    private static readonly Table<Place> Places = new(
        [new("addr", p => Cell.Address(p.Address)), new("thread", p => Cell.Address(p.Thread)), new("note", p => p.Note.Length == 0 ? Cell.None : p.Note.Trim(' ', '(', ')'))],
        Header: null,
        (p, w) => w.Write($"{p.Address:x} in thread {p.Thread:x}'s stack{p.Note}\n"));

    public override DcmdInfo Info { get; } = new("whatthread", "print threads whose stack contains the given address")
    {
        Usage = "[-v]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockHelp = false,
        Help = "Gives the threads that have the value on their stack; -v every place with it.",
        Examples = ["*panic_thread::whatthread", "*panic_thread::whatthread -v"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "thread") is not { } all)
        {
            return Status.Error;
        }

        ulong value = call.Address;
        var place = StackPlace.For(call.Session);
        CType? type = call.Session.FindType("kthread_t", out _);
        ulong[] threads = [.. all.Select(item => item.Bits)];
        foreach (Finding finding in ElementScan.Ordered(call.Run, Info.Name, threads, thread => Search(call.Run, thread, value, place)))
        {
            if (!Show(call, finding, options.Has('v'), type))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static Finding Search(Run run, ulong address, ulong value, StackPlace place)
    {
        if (!KernelObject.TryRead(run, "kthread_t", address, out Value thread))
        {
            return new Finding(address, Outcome.NoThread, []);
        }

        if ((thread.Number("t_schedflag") & Loaded) == 0)
        {
            return new Finding(address, Outcome.SwappedOut, []);
        }

        ulong low = (thread.Number("t_stkbase") + 7) & ~7UL;
        ulong top = thread.Number("t_stk");
        if (top < low || top - low > LargestStack)
        {
            return new Finding(address, Outcome.BadRange, []);
        }

        var stack = new byte[top - low];
        if (!run.Target.Memory.TryRead(low, stack))
        {
            return new Finding(address, Outcome.NoStack, []);
        }

        List<(ulong, string)>? places = null;
        for (int i = 0; i + 8 <= stack.Length; i += 8)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(stack.AsSpan(i)) == value)
            {
                (places ??= []).Add((low + (ulong)i, place.Note(thread, low + (ulong)i)));
            }
        }

        return new Finding(address, Outcome.Searched, places ?? []);
    }

    private static bool Show(Invocation call, Finding finding, bool everyPlace, CType? type)
    {
        switch (finding.Outcome)
        {
            case Outcome.NoThread:
                call.Run.ReadError($"can't read kthread_t at {finding.Thread:x}: {Reasons.NoMapping}", finding.Thread);
                return true;
            case Outcome.SwappedOut:
                call.Run.Error($"thread {finding.Thread:x}'s stack swapped out");
                return true;
            case Outcome.BadRange:
                // Stock mdb says nothing of it.
                call.Run.Partial(new Problem("MDB527", $"stack base or stack top corrupt for thread {finding.Thread:x}", finding.Thread));
                return true;
            case Outcome.NoStack:
                call.Run.ReadError($"couldn't read stack of thread {finding.Thread:x}: {Reasons.NoMapping}", finding.Thread);
                return true;
        }

        if (finding.Places.Count == 0)
        {
            return true;
        }

        var item = new Item(finding.Thread, type);
        return everyPlace
            ? finding.Places.All(p => call.Row(Places, new Place(p.Address, finding.Thread, p.Note), item))
            : call.Emit(item, prefix: true);
    }
}
