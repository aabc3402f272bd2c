using System.Buffers;
using System.Runtime.InteropServices;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel;

/// <summary>Finds the threads whose stack holds a value.</summary>
[Dcmd("whatthread")]
internal sealed class WhatThread : Dcmd
{
    private enum Outcome { Searched, NoThread, SwappedOut, BadRange, NoStack }

    private sealed record Finding(ulong Thread, Outcome Outcome, IReadOnlyList<Place> Places);

    private sealed record Place(ulong Address, ulong Thread, string Note);

    private static readonly Table<Place> Layout = new(
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
        Examples = ["sys_syscall+1e5::whatthread", "sys_syscall+1e5::whatthread -v"],
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
        foreach (Finding finding in ElementScan.Ordered(call.Run, Info.Name, threads, thread => Search(call.Run, thread, value, place, options.Has('v'))))
        {
            if (!Show(call, finding, options.Has('v'), type))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static Finding Search(Run run, ulong address, ulong value, StackPlace place, bool everyPlace)
    {
        if (!run.Session.Kernel.Threads.TryRead(address, out ThreadFacts thread))
        {
            return new Finding(address, Outcome.NoThread, []);
        }

        if (!thread.IsLoaded)
        {
            return new Finding(address, Outcome.SwappedOut, []);
        }

        ulong low = (thread.StackBase + 7) & ~7UL;
        if (thread.StackTop < low || thread.StackTop - low > Limits.KernelStackBytes)
        {
            return new Finding(address, Outcome.BadRange, []);
        }

        int length = (int)(thread.StackTop - low);
        byte[] stack = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return run.Target.Memory.TryRead(low, stack.AsSpan(0, length))
                ? new Finding(address, Outcome.Searched, Places(stack.AsSpan(0, length), low, value, thread, place, everyPlace))
                : new Finding(address, Outcome.NoStack, []);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stack);
        }
    }

    private static IReadOnlyList<Place> Places(ReadOnlySpan<byte> stack, ulong low, ulong value, in ThreadFacts thread, StackPlace place, bool everyPlace)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(stack);
        List<Place>? places = null;
        int at = 0;
        for (int next; (next = words[at..].IndexOf(value)) >= 0; at++)
        {
            at += next;
            ulong address = low + ((ulong)at * 8);
            (places ??= []).Add(new Place(address, thread.Address, place.Note(thread.State, thread.StackPointer, address)));
            if (!everyPlace)
            {
                break;
            }
        }

        return places ?? [];
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
            ? finding.Places.All(p => call.Row(Layout, p, item))
            : call.Emit(item, prefix: true);
    }
}
