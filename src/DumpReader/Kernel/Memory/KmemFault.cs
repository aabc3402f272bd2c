using System.Globalization;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Kernel.Memory;

internal enum KmemFaultKind
{
    /// <summary>Memory of a structure is not in the dump.</summary>
    Unreadable,

    /// <summary>A structure contradicts itself or its cache.</summary>
    Damaged,

    /// <summary>Links without an end: stock mdb would hang, or run out of memory.</summary>
    Endless,

    /// <summary>The dump has no such symbol or type.</summary>
    Missing,
}

/// <summary>Something in the allocator's structures that could not be followed.</summary>
/// <param name="Kind">What sort of fault.</param>
/// <param name="Message">Stock mdb's words for it.</param>
/// <param name="Address">The structure concerned.</param>
internal readonly record struct KmemFault(KmemFaultKind Kind, string Message, ulong Address)
{
    /// <summary>Its number and text: <c>MDB201</c>, or <c>MDB531</c> to <c>MDB533</c>.</summary>
    public Problem Problem => Kind == KmemFaultKind.Unreadable
        ? new Problem("MDB201", Message, Address)
        : new Problem("MDB" + (530 + (int)Kind).ToString(CultureInfo.InvariantCulture), Message, Address);

    /// <param name="memory">Knows the reason.</param>
    /// <param name="failure">The words up to the reason.</param>
    /// <param name="address">What is missing.</param>
    public static KmemFault Unreadable(AddressSpace memory, string failure, ulong address) =>
        new(KmemFaultKind.Unreadable, failure + ": " + memory.MissingReason, address);

    public static KmemFault Damaged(string message, ulong address) => new(KmemFaultKind.Damaged, message, address);

    public static KmemFault Endless(string message, ulong address) => new(KmemFaultKind.Endless, message, address);

    /// <summary>A fault of a list or tree under the allocator.</summary>
    public static KmemFault Of(AddressSpace memory, in WalkFault fault) => fault.Kind switch
    {
        WalkFaultKind.Unreadable => Unreadable(memory, $"failed to read {fault.What} at {fault.Address:x}", fault.Address),
        WalkFaultKind.Missing => new KmemFault(KmemFaultKind.Missing, fault.Problem.Message, 0),
        WalkFaultKind.Open => Damaged(fault.Problem.Message, fault.Address),
        _ => Endless(fault.Problem.Message, fault.Address),
    };
}
