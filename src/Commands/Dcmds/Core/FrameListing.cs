using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Commands.Dcmds.Core;

/// <summary>How the lines of a stack listing look.</summary>
/// <param name="WithPointer">They begin with the frame pointer.</param>
/// <param name="Arguments">How many arguments they show at most.</param>
internal sealed record FrameStyle(bool WithPointer, ulong Arguments);

/// <summary>Lists the frames of a stack.</summary>
internal static class FrameListing
{
    /// <param name="run">For memory and symbols; partial where the list breaks off within the kernel.</param>
    /// <param name="output">Where the lines go.</param>
    /// <param name="framePointer">Where to begin.</param>
    /// <param name="programCounter">Where the first frame stands; 0 when unknown: the list then begins with the caller.</param>
    /// <param name="style">What lines show.</param>
    public static void Emit(Run run, Pipeline.Output output, ulong framePointer, ulong programCounter, FrameStyle style)
    {
        FrameEnd end = FrameChain.Walk(run.Session.Memory, framePointer, programCounter, frame => Show(run, output, frame, style), out ulong last);
        if (end != FrameEnd.Complete)
        {
            ReportBreak(run, output, end, last);
        }
    }

    /// <summary>Lists the stack of a thread of a process. Where its frames end, so does the list, without a word; where a part of the stack is missing, it is said.</summary>
    public static void Emit(Run run, Pipeline.Output output, ProcessStack stack, ProcessThread thread, FrameStyle style)
    {
        FrameEnd end = stack.Walk(thread.Registers, frame => !run.ShouldStop && Show(run, output, frame, style), out ulong last);
        if (end is FrameEnd.Loop or FrameEnd.Missing)
        {
            ReportBreak(run, output, end, last);
        }
    }

    private static bool Show(Run run, Pipeline.Output output, StackFrame frame, FrameStyle style)
    {
        ulong[] arguments = style.Arguments == 0 ? [] : SavedArguments.Of(run.Session, frame);
        int shown = (int)Math.Min((ulong)arguments.Length, style.Arguments);
        return output.Emit(new FrameEvent(frame, arguments.AsMemory(0, shown), style.WithPointer));
    }

    /// <summary>A list that comes to a frame of user code has come to its end: those frames are not in a dump of the kernel.</summary>
    private static void ReportBreak(Run run, Pipeline.Output output, FrameEnd end, ulong last)
    {
        bool isNeeded = end == FrameEnd.Missing || unchecked((long)last) < 0;
        if (end == FrameEnd.Loop)
        {
            run.Partial(new Problem("MDB522", $"stack frames lead back to {last:x}", last));
        }
        else if (isNeeded)
        {
            run.Partial(new Problem("MDB201", $"stack frame at {last:x} is not in the dump", last));
        }

        output.Emit(new FrameFaultEvent(last, end == FrameEnd.Loop ? "stack frame pointer is invalid" : Reasons.NoMapping));
    }
}
