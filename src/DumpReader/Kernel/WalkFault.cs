using DumpReader.Problems;

namespace DumpReader.Kernel;

/// <summary>Why a walk over kernel objects ended early.</summary>
public enum WalkFaultKind
{
    /// <summary>Memory of an element is not in the dump.</summary>
    Unreadable,

    /// <summary>The links come back to an element in the middle: they have no end.</summary>
    Loop,

    /// <summary>A ring that must return to its head ends at NULL.</summary>
    Open,

    /// <summary>A list that must end at NULL returns to its head.</summary>
    Closed,

    /// <summary>More elements than any real kernel has.</summary>
    TooMany,

    /// <summary>The dump has no such symbol, type or member.</summary>
    Missing,

    /// <summary>An element that does not belong on the list it is on, or contradicts itself.</summary>
    Stray,
}

/// <summary>The end of a walk that is not the end of the list.</summary>
/// <param name="Kind">What sort of fault.</param>
/// <param name="What">What the elements are: <c>thread</c>; the name of what is missing for <see cref="WalkFaultKind.Missing"/>.</param>
/// <param name="Address">The element concerned; 0 for <see cref="WalkFaultKind.Missing"/>.</param>
/// <param name="Problem">Its number and text, <c>MDB521</c> to <c>MDB527</c>.</param>
public readonly record struct WalkFault(WalkFaultKind Kind, string What, ulong Address, Problem Problem)
{
    internal static WalkFault Unreadable(string what, ulong address) =>
        At(WalkFaultKind.Unreadable, what, address, $"{what} at {address:x} is not in the dump");

    internal static WalkFault Loop(string what, ulong from, ulong to) =>
        At(WalkFaultKind.Loop, what, from, $"{what} at {from:x} links back to {to:x}, which is not the head");

    internal static WalkFault Open(string what, ulong from) =>
        At(WalkFaultKind.Open, what, from, $"{what} at {from:x} links to NULL in a list that is circular");

    internal static WalkFault Closed(string what, ulong from) =>
        At(WalkFaultKind.Closed, what, from, $"{what} at {from:x} links back to the head of a list that ends at NULL");

    internal static WalkFault TooMany(string what, long count, ulong at) =>
        At(WalkFaultKind.TooMany, what, at, $"more than {count} elements at {what} {at:x}");

    internal static WalkFault TooDeep(string what, long levels, ulong at) =>
        At(WalkFaultKind.TooMany, what, at, $"more than {levels} levels at {what} {at:x}: its links lead in a circle, or lead astray");

    /// <summary>A count that a dump states, where it is believed; else the most that is, and the fault is told.</summary>
    internal static ulong AtMost(ulong count, ulong most, string what, ulong at, Action<WalkFault> fault)
    {
        if (count <= most)
        {
            return count;
        }

        fault(TooMany(what, (long)most, at));
        return most;
    }

    internal static WalkFault MissingSymbol(string symbol) =>
        new(WalkFaultKind.Missing, symbol, 0, new Problem("MDB526", $"the dump has no symbol {symbol}"));

    internal static WalkFault MissingMember(string type, string member) =>
        new(WalkFaultKind.Missing, type, 0, new Problem("MDB526", $"the dump's types have no {type} with a member {member}"));

    internal static WalkFault Stray(string what, ulong at, string list) =>
        At(WalkFaultKind.Stray, what, at, $"{what} at {at:x} is on a list of {list} that it does not belong on");

    internal static WalkFault Contradiction(string what, ulong at, string text) => At(WalkFaultKind.Stray, what, at, text);

    private static WalkFault At(WalkFaultKind kind, string what, ulong address, string text) =>
        new(kind, what, address, new Problem("MDB" + (521 + (int)kind), text, address));
}
