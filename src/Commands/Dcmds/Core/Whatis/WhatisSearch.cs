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
    private sealed record Row(ulong Address, ulong Base, string? Symbol, string Description);

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("base", r => Cell.Address(r.Base)), new("offset", r => r.Address - r.Base),
            new("symbol", r => r.Symbol), new("what", r => r.Description),
        ],
        Header: null,
        Write);

    private readonly HashSet<ulong> _found = [];

    public Invocation Call { get; } = call;

    public Run Run => Call.Run;

    public CommandOptions Options { get; } = options;

    /// <summary>Every address is explained, and only one answer each is asked for; or the run is to stop.</summary>
    public bool IsDone => (!Options.Has('a') && _found.Count == wanted.Length) || Run.ShouldStop;

    /// <summary>The addresses of a range that are still to be explained, ascending.</summary>
    public IEnumerable<ulong> Within(ulong start, ulong size)
    {
        int index = Array.BinarySearch(wanted, start);
        for (index = index < 0 ? ~index : index; index < wanted.Length && wanted[index] - start < size; index++)
        {
            if (Options.Has('a') || !_found.Contains(wanted[index]))
            {
                yield return wanted[index];
            }
        }
    }

    /// <summary>Reports part of an object: <c>ADDR is BASE+OFF, DESCRIPTION</c>.</summary>
    public void Found(ulong address, ulong start, string description) => Report(new Row(address, start, null, description));

    /// <summary>Reports a place with no object of its own: <c>ADDR is DESCRIPTION</c>.</summary>
    public void Found(ulong address, string description) => Report(new Row(address, address, null, description));

    /// <summary>Reports a place by the symbol it lies at or behind: <c>ADDR is SYMBOL+0xOFF, DESCRIPTION</c>.</summary>
    public void FoundSymbolic(ulong address, string description)
    {
        bool named = Call.Session.TryFind(address, out Symbol symbol, out ulong offset);
        Report(new Row(address, address - offset, named ? AddressText.Of(Call.Session, address) : null, description));
    }

    /// <summary>Says of the rest that they are unknown.</summary>
    public void Finish()
    {
        foreach (ulong address in wanted.Where(a => !_found.Contains(a)))
        {
            Call.Row(Layout, new Row(address, address, null, "unknown"), new Item(address));
        }
    }

    private void Report(Row row)
    {
        _found.Add(row.Address);
        Call.Row(Layout, row, new Item(row.Base));
    }

    private static void Write(Row row, MdbWriter writer)
    {
        writer.Printf("%p is ", row.Address);
        if (row.Symbol is { } symbol)
        {
            writer.Printf("%s, ", symbol);
        }
        else if (row.Address != row.Base)
        {
            writer.Printf("%p+%p, ", row.Base, row.Address - row.Base);
        }

        writer.Printf("%s\n", row.Description);
    }
}
