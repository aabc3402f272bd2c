using Commands.Pipeline;
using DumpReader.Kernel.Zfs;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows a block pointer.</summary>
[Dcmd("blkptr")]
internal sealed class BlkPtr : Dcmd
{
    public override DcmdInfo Info { get; } = new("blkptr", "print blkptr_t")
    {
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = """
            Shows the block pointer at the address: where its copies lie (device, offset and size), what it points to and how that is
            stored, sizes as used (L) and as stored (P), the transaction groups it was born and written in, and the checksum.
            """,
    };

    public override string? InputType => "blkptr_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!KernelObject.TryRead(call.Run, "blkptr_t", call.Address, "failed to read blkptr_t at ", out Value value))
        {
            return Status.Error;
        }

        if (!BlockPointer.TryRead(value, out BlockPointer? pointer))
        {
            return call.Fail($"the types of this dump have another blkptr_t; nothing is shown of {call.Address:x}");
        }

        var row = new BlockPointerRow(call.Address, pointer!, new BlockNames(call.Run));
        return call.Row(BlockPointerRow.Layout, row, new Item(call.Address, value.Type)) ? Status.Ok : Status.Abort;
    }
}
