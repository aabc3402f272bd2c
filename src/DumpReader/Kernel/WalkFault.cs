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

    /// <summary>More elements than any real kernel has.</summary>
    TooMany,

    /// <summary>The dump has no such symbol, type or member.</summary>
    Missing,
}

/// <summary>The end of a walk that is not the end of the list.</summary>
/// <param name="Kind">What sort of fault.</param>
/// <param name="Problem">Its number and text (<c>MDB501</c> to <c>MDB505</c>), with the address concerned.</param>
public readonly record struct WalkFault(WalkFaultKind Kind, Problem Problem)
{
    internal static WalkFault Unreadable(string what, ulong address) =>
        new(WalkFaultKind.Unreadable, new Problem("MDB501", $"{what} at {address:x} is not in the dump", address));

    internal static WalkFault Loop(string what, ulong from, ulong to) =>
        new(WalkFaultKind.Loop, new Problem("MDB502", $"{what} at {from:x} links back to {to:x}, which is not the head", from));

    internal static WalkFault Open(string what, ulong from) =>
        new(WalkFaultKind.Open, new Problem("MDB503", $"{what} at {from:x} links to NULL in a list that is circular", from));

    internal static WalkFault TooMany(string what, long count, ulong at) =>
        new(WalkFaultKind.TooMany, new Problem("MDB504", $"more than {count} elements at {what} {at:x}", at));

    internal static WalkFault MissingSymbol(string symbol) =>
        new(WalkFaultKind.Missing, new Problem("MDB505", $"the dump has no symbol {symbol}"));

    internal static WalkFault MissingMember(string type, string member) =>
        new(WalkFaultKind.Missing, new Problem("MDB505", $"the dump's types have no {type} with a member {member}"));
}
