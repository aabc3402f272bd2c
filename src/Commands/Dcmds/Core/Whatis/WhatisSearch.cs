using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>How ::whatis searches.</summary>
/// <param name="All">Everything that an address is part of, and not only the first that is found (<c>-a</c>).</param>
/// <param name="Bufctls">With the bufctl of a buffer (<c>-b</c>).</param>
/// <param name="Identifiers">For identifiers, not addresses (<c>-i</c>).</param>
/// <param name="Quiet">Without details (<c>-q</c>).</param>
/// <param name="Verbose">Says what is searched (<c>-v</c>).</param>
internal readonly record struct WhatisOptions(bool All, bool Bufctls = false, bool Identifiers = false, bool Quiet = false, bool Verbose = false);

/// <summary>A search of ::whatis under way: what is asked for, and what has been found.</summary>
/// <param name="call">The call.</param>
/// <param name="wanted">The addresses, ascending.</param>
/// <param name="options">How it searches.</param>
/// <param name="found">Takes what is found, with the lines about its history, which have no place in a pipe.</param>
internal sealed class WhatisSearch(
    Invocation call, ulong[] wanted, WhatisOptions options, Action<WhatisFinding, IReadOnlyList<OutputEvent>> found)
{
    private readonly HashSet<ulong> _found = [];

    public Invocation Call { get; } = call;

    public Run Run => Call.Run;

    public WhatisOptions Options { get; } = options;

    /// <summary>Every address is explained, and only one answer each is asked for; or the run is to stop.</summary>
    public bool IsDone => (!Options.All && _found.Count == wanted.Length) || Run.ShouldStop;

    /// <summary>The addresses of a range that are still to be explained, ascending.</summary>
    public IEnumerable<ulong> Within(ulong start, ulong size)
    {
        for (int index = First(start); index < wanted.Length && wanted[index] - start < size; index++)
        {
            if (Options.All || !_found.Contains(wanted[index]))
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
        if (Options.Verbose)
        {
            Call.Line($"Searching {what}...");
        }
    }

    /// <summary>Reports an object: <c>ADDR is BASE+OFF, DESCRIPTION</c>, and the lines about its history.</summary>
    public void Found(WhatisFinding finding, params IReadOnlyList<OutputEvent> details)
    {
        _found.Add(finding.Address);
        found(finding with { HasDetails = details.Count > 0 }, details);
    }

    /// <summary>Reports a place by the symbol it lies at or behind: <c>ADDR is SYMBOL+0xOFF, DESCRIPTION</c>.</summary>
    public void FoundSymbolic(WhatisFinding finding)
    {
        bool named = Call.Session.TryFind(finding.Address, out Symbol symbol, out ulong offset);
        Found(finding with
        {
            Base = finding.Address - offset,
            Size = named ? symbol.Size : 0,
            Symbol = named ? AddressText.Of(Call.Session, finding.Address) : null,
        });
    }

    /// <summary>Says of the rest that they are unknown.</summary>
    public void Finish()
    {
        foreach (ulong address in wanted.Where(a => !_found.Contains(a)))
        {
            found(new WhatisFinding(address, address, "unknown", "unknown"), []);
        }
    }

    private int First(ulong start)
    {
        int index = Array.BinarySearch(wanted, start);
        return index < 0 ? ~index : index;
    }
}
