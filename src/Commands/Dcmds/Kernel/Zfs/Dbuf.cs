using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Shows a buffer of the data management unit.</summary>
[Dcmd("dbuf")]
internal sealed class Dbuf : Dcmd
{
    public override DcmdInfo Info { get; } = new("dbuf", "print dmu_buf_impl_t")
    {
        Address = AddressUse.Required,
        Module = "zfs",
        StockPipeForm = false,
        Help = """
            Shows the buffer at the address: its object (mdn: the one of all dnodes), its level, its block (bonus: the area behind the
            dnode), how many hold it, and the file system it belongs to (mos: the pool itself). ::dbufs finds buffers.
            """,
        Examples = ["::dbufs | ::dbuf"],
    };

    public override string? InputType => "dmu_buf_impl_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        call.Header(DbufRow.Layout);
        return KernelObject.Row(call, "dmu_buf_impl_t", call.Address, "failed to read dmu_buf_impl_t at ", DbufRow.Layout,
            buffer => DbufRow.Of(call.Run, buffer));
    }
}
