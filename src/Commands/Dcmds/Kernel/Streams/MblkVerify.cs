using Commands.Output;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Finds messages whose data lie outside of their buffer.</summary>
[Dcmd("mblk_verify")]
internal sealed class MblkVerify : Dcmd
{
    private sealed record Row(Value Message, Value Block)
    {
        public ulong ReadAt => Message.Number("b_rptr");

        public ulong WriteAt => Message.Number("b_wptr");

        public bool ReadIsOut => IsOut(ReadAt);

        public bool WriteIsOut => IsOut(WriteAt);

        private bool IsOut(ulong pointer) => pointer < Block.Number("db_base") || pointer > Block.Number("db_lim");
    }

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Message.Address)), new("b_rptr", r => Cell.Address(r.ReadAt)),
            new("b_wptr", r => Cell.Address(r.WriteAt)), new("base", r => Cell.Address(r.Block.Number("db_base"))),
            new("lim", r => Cell.Address(r.Block.Number("db_lim"))), new("rptr_out", r => r.ReadIsOut), new("wptr_out", r => r.WriteIsOut),
        ],
        Header: null,
        Write);

    public override DcmdInfo Info { get; } = new("mblk_verify", "verify mblk consistency")
    {
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the message block at the address, or every one, whose data begin or end outside of the buffer.",
        Examples = ["::mblk_verify"],
    };

    public override string? InputType => "mblk_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        return KernelObject.Each(call, "streams_mblk", () => { }, address =>
        {
            if (!KernelObject.TryRead(call.Run, "mblk_t", address, "couldn't read mblk_t at ", out Value message)
                || !KernelObject.TryRead(call.Run, "dblk_t", message.Number("b_datap"), "couldn't read dblk_t at ", out Value block))
            {
                return Status.Error;
            }

            var row = new Row(message, block);
            return !(row.ReadIsOut || row.WriteIsOut) || call.Row(Layout, row, new Item(address, message.Type)) ? Status.Ok : Status.Abort;
        });
    }

    private static void Write(Row row, MdbWriter writer)
    {
        IEnumerable<string> complaints = [.. row.ReadIsOut ? ["b_rptr out of range"] : Array.Empty<string>(),
            .. row.WriteIsOut ? ["b_wptr out of range"] : Array.Empty<string>()];
        writer.Printf("%?lx: %s\n", row.Message.Address, string.Join(", ", complaints));
    }
}
