using Commands.Pipeline;
using DumpReader.Managed;
using DumpReader.Problems;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>A command that looks at .NET in a process. Whatever the runtime's debugging library throws on damaged memory makes the answer partial.</summary>
internal abstract class ManagedDcmd : Dcmd
{
    public sealed override Status Invoke(Invocation call)
    {
        if (Open(call.Run) is not { } runtime)
        {
            return Status.Error;
        }

        try
        {
            return Invoke(call, runtime);
        }
        catch (Exception e) when (IsOfDebuggingLibrary(e))
        {
            call.Run.Partial(new Problem("MDB166", $"the debugging library of .NET cannot go on: {e.Message.ReplaceLineEndings(" ")}"));
            return Status.Error;
        }
    }

    protected abstract Status Invoke(Invocation call, ClrRuntime runtime);

    /// <summary>Null after the message.</summary>
    public static ClrRuntime? Open(Run run)
    {
        if (run.Target.Managed is not { } process)
        {
            run.Error(run.Target.Process is null ? Reasons.NotSupported : "no .NET runtime in this process");
            return null;
        }

        ClrRuntime? runtime = process.Open(out Problem reason);
        if (runtime is null)
        {
            run.Error(reason.Message);
        }

        return runtime;
    }

    /// <summary>The process that <see cref="Open"/> has found.</summary>
    protected static ManagedProcess Process(Invocation call) => call.Target.Managed!;

    public static bool IsOfDebuggingLibrary(Exception e) =>
        e is ClrDiagnosticsException or InvalidDataException or InvalidOperationException or ArgumentException or NotSupportedException
            or NullReferenceException or OverflowException or IndexOutOfRangeException or System.Runtime.InteropServices.COMException;
}
