using Commands.Pipeline;
using DumpReader.Targets;

namespace Commands.Dcmds.Core;

/// <summary>What the stack commands share: frames from a frame pointer, or from the registers of the dump.</summary>
internal abstract class StackDcmd : Dcmd
{
    /// <summary>Arguments shown where nothing else is asked for: those in registers.</summary>
    internal const ulong DefaultArguments = 6;

    protected const string HelpText = """
        Lists the functions of a stack, innermost first: of the frame pointer given as
        address (the first line is then its caller), or of the panic. On a core of a process
        the address may be the number of a thread; without one it is the thread that failed.
        Its frames are found by the call frame information of the programs and libraries, on
        Windows by their exception directories, or by frame pointers where they have none. Arguments are shown where the code saves them;
        the number says how many at most.
        """;

    /// <summary>Whether lines begin with the frame pointer.</summary>
    protected abstract bool WithPointer { get; }

    public override Status Invoke(Invocation call)
    {
        ulong arguments = WithPointer ? ulong.MaxValue : DefaultArguments;
        if (call.Arguments.Count > 1)
        {
            return Status.Usage;
        }

        if (call.Arguments.Count == 1)
        {
            if (!call.TryNumber(call.Arguments[0], out arguments))
            {
                return Status.Error;
            }

            // Frame pointers leave room for all arguments or none.
            arguments = WithPointer && arguments > 0 ? ulong.MaxValue : arguments;
        }

        var style = new FrameStyle(WithPointer, arguments);
        if (call.Target.Process is { } process)
        {
            ProcessThread? thread = process.Threads.FirstOrDefault(t => !call.HasAddress || t.Id == call.Address);
            if (thread is not null || !call.HasAddress)
            {
                return OfThread(call, thread, style);
            }
        }

        if (call.HasAddress)
        {
            FrameListing.Emit(call.Run, call.Output, call.Address, 0, style);
            return Status.Ok;
        }

        IReadOnlyDictionary<string, ulong> registers = call.Target.Registers;
        if (call.Target.Kind != "kvm")
        {
            return call.Fail(call.Target.Kind == "raw" ? Reasons.NotSupported : Reasons.NoProcess);
        }

        call.Run.ReadRegisters();
        FrameListing.Emit(call.Run, call.Output, registers.GetValueOrDefault("rbp"), registers.GetValueOrDefault("rip"), style);
        return Status.Ok;
    }

    private static Status OfThread(Invocation call, ProcessThread? thread, FrameStyle style)
    {
        if (thread is null || thread.Registers.Count == 0)
        {
            return call.Fail("no registers of a thread are known");
        }

        FrameListing.Emit(call.Run, call.Output, call.Target.Stack!, thread, style);
        return Status.Ok;
    }
}
