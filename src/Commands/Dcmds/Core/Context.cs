using Commands.Pipeline;
using DumpReader.Targets;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>Chooses the address space that virtual addresses mean: a process's, or the kernel's.</summary>
[Dcmd("context", "$p")]
internal sealed class Context : Dcmd
{
    public override DcmdInfo Info { get; } = new("context", "change debugger target context")
    {
        Address = AddressUse.Required,
        StockHelp = false,
        Help = "Makes virtual addresses mean the memory of a process (the address of its proc_t), or with 0 that of the kernel again.",
        Examples = ["0::context"],
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call)
    {
        if (!call.HasAddress || call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (call.Address == 0)
        {
            call.Session.Context = null;
            call.Line("debugger context set to kernel");
            return Status.Ok;
        }

        if (call.Session.FindType("proc_t", out string reason) is not { } type)
        {
            return call.Fail($"failed to look up type proc_t: {reason}");
        }

        if (!new Value(call.Target.Memory, type, call.Address).TryGet("p_as", out Value member) || !member.TryUInt64(out ulong asAddress))
        {
            call.Run.ReadError($"failed to read proc at {call.Address:x}: {Reasons.NoMapping}", call.Address);
            return Status.Error;
        }

        bool kernelOnly = call.Target.Dump is { Content: DumpContent.KernelPages };
        if (kernelOnly || call.Target.UserSpace(asAddress) is not { } space)
        {
            return call.Fail($"dump does not contain pages for proc {call.Address:x}");
        }

        call.Session.Context = ReferenceEquals(space, call.Target.Memory) ? null : space;
        call.Line($"debugger context set to proc {call.Address:x}");
        return Status.Ok;
    }
}
