using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>A search of ::whatis under way: what is asked for, and what has been found.</summary>
/// <param name="call">The call.</param>
/// <param name="wanted">The addresses, ascending.</param>
/// <param name="options">The options of ::whatis: a all, b bufctls, i identifiers, q quiet, v verbose.</param>
internal sealed class WhatisSearch(Invocation call, ulong[] wanted, CommandOptions options)
{
    private readonly HashSet<ulong> _found = [];

    public Invocation Call { get; } = call;

    public Run Run => Call.Run;

    public CommandOptions Options { get; } = options;

    public bool IsQuiet => Options.Has('q');

    public bool WantsIdentifiers => Options.Has('i');

    /// <summary>Every address is explained, and only one answer each is asked for; or the run is to stop.</summary>
    public bool IsDone => (!Options.Has('a') && _found.Count == wanted.Length) || Run.ShouldStop;

    /// <summary>The addresses of a range that are still to be explained, ascending.</summary>
    public IEnumerable<ulong> Within(ulong start, ulong size)
    {
        for (int index = First(start); index < wanted.Length && wanted[index] - start < size; index++)
        {
            if (Options.Has('a') || !_found.Contains(wanted[index]))
            {
                yield return wanted[index];
            }
        }
    }

    /// <summary>Whether a range holds an address that was asked for, explained or not. Safe for concurrent use.</summary>
    public bool Touches(ulong start, ulong size) => First(start) is var index && index < wanted.Length && wanted[index] - start < size;

    /// <summary>Says what is searched, where that is asked for.</summary>
    public void Announce(string what)
    {
        if (Options.Has('v'))
        {
            Call.Line($"Searching {what}...");
        }
    }

    /// <summary>Reports an object: <c>ADDR is BASE+OFF, DESCRIPTION</c>; details are for the caller to emit behind it.</summary>
    public void Found(WhatisFinding finding)
    {
        _found.Add(finding.Address);
        Call.Row(WhatisFinding.Layout, finding, new Item(finding.Base));
    }

    /// <summary>Reports a place by the symbol it lies at or behind: <c>ADDR is SYMBOL+0xOFF, DESCRIPTION</c>.</summary>
    public void FoundSymbolic(WhatisFinding finding)
    {
        bool named = Call.Session.TryFind(finding.Address, out Symbol symbol, out ulong offset);
        Found(finding with
        {
            Base = finding.Address - offset,
            Symbol = named ? AddressText.Of(Call.Session, finding.Address) : null,
        });
    }

    /// <summary>Says of the rest that they are unknown.</summary>
    public void Finish()
    {
        foreach (ulong address in wanted.Where(a => !_found.Contains(a)))
        {
            Call.Row(WhatisFinding.Layout, new WhatisFinding(address, address, "unknown", "unknown"), new Item(address));
        }
    }

    private int First(ulong start)
    {
        int index = Array.BinarySearch(wanted, start);
        return index < 0 ? ~index : index;
    }
}
