using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>
/// Takes the header of a packet at an address apart, by its standard and not by the types of the dump. To the next stage it gives the address
/// behind the header, where the next header or the data is: <c>ADDR::iphdr | ::tcphdr</c>.
/// </summary>
internal abstract class PacketDcmd<THeader> : Dcmd
{
    /// <summary>Bytes of the header without options.</summary>
    protected abstract int Size { get; }

    protected abstract Table<THeader> Layout { get; }

    protected static DcmdInfo Describe(string name, string what, string shown) => new(name, $"display {what} header")
    {
        Address = AddressUse.Required,
        Module = "ip",
        StockHelp = false,
        Help = $"""
            Shows the {what} header at an address: {shown}.
            A pipe gets the address of what follows the header.
            """,
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(Layout);
        var bytes = new byte[Size];
        if (!call.Target.Memory.TryRead(call.Address, bytes))
        {
            call.Run.ReadError($"can't read header at {call.Address:x}: {Reasons.NoMapping}", call.Address);
            return Status.Error;
        }

        return call.Row(Layout, Read(bytes, call.Address, out int length), new Item(unchecked(call.Address + (ulong)length))) ? Status.Ok : Status.Abort;
    }

    /// <param name="bytes">The header.</param>
    /// <param name="address">Where it lies.</param>
    /// <param name="length">Bytes of it with its options.</param>
    protected abstract THeader Read(ReadOnlySpan<byte> bytes, ulong address, out int length);
}
