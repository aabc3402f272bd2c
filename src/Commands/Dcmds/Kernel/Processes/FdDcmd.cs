using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Processes;

/// <summary>Finds an open file of a process by its descriptor.</summary>
[Dcmd("fd")]
internal sealed class FdDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("fd", "get a file pointer from an fd")
    {
        Usage = "[fd num]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        StockHelp = false,
        Help = "Shows the file_t of the descriptor given, of the process at the address.",
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count != 1)
        {
            return Status.Usage;
        }

        if (!call.HasAddress)
        {
            return call.Fail("fd doesn't give global information");
        }

        if (!call.TryNumber(call.Arguments[0], out ulong number))
        {
            return Status.Error;
        }

        if (!KernelObject.TryRead(call.Run, "proc_t", call.Address, "failed to read proc_t at ", out Value process, reason: false))
        {
            return Status.Error;
        }

        long slots = process.Signed("p_user.u_finfo.fi_nfiles");
        if (number > (ulong)Math.Max(slots, 0))
        {
            return call.Fail($"process {call.Address:x} only has {slots} files open.");
        }

        // The slot behind the last one passes, as in stock mdb.
        if (!process.Follow("p_user.u_finfo.fi_list", out Value first)
            || !new Value(first.Space, first.Type, unchecked(first.Address + (number * first.Type.Size))).TryGet("uf_file", out Value file)
            || !file.TryUInt64(out ulong address))
        {
            call.Run.ReadError($"failed to read uf_entry_t of process {call.Address:x}", process.Number("p_user.u_finfo.fi_list"));
            return Status.Error;
        }

        return call.Emit(new Item(address, call.Session.Kernel.Type("file_t").Type), prefix: false) ? Status.Ok : Status.Abort;
    }
}
