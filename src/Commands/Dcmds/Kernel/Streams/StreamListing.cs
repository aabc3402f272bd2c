using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>What the listings of STREAMS objects share: one object or all of a kind, in rows or, where they are selected, as addresses only.</summary>
/// <param name="Walker">Walker of all objects: they come from a cache of their own.</param>
/// <param name="TypeName">Their type.</param>
/// <param name="Table">Their row.</param>
/// <param name="Drawings">The flags of one.</param>
internal sealed record StreamListing(string Walker, string TypeName, Table<Value> Table, Func<Value, IReadOnlyList<FlagDrawing>> Drawings)
{
    /// <summary>Shows the objects.</summary>
    /// <param name="call">The call.</param>
    /// <param name="verbose">With flags.</param>
    /// <param name="brief">Addresses only.</param>
    /// <param name="isWanted">Which ones.</param>
    public Status Show(Invocation call, bool verbose, bool brief, Func<Value, bool> isWanted)
    {
        Action heading = brief ? () => { } : () => call.Header(Table);
        return KernelObject.Each(call, Walker, heading, address =>
        {
            if (!KernelObject.TryRead(call.Run, TypeName, address, $"couldn't read {TypeName} at ", out Value value))
            {
                return Status.Error;
            }

            return !isWanted(value) || call.Emit(Event(value, verbose, brief)) ? Status.Ok : Status.Abort;
        });
    }

    private OutputEvent Event(Value value, bool verbose, bool brief) => brief
        ? new PaddedAddressEvent(new Item(value.Address, value.Type))
        : new FlaggedRowEvent(Table, value, Drawings(value), verbose);
}
