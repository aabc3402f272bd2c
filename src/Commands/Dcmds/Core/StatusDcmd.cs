using Commands.Output;
using Commands.Pipeline;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>What is being looked at, and why the system went down.</summary>
[Dcmd("status")]
internal sealed class StatusDcmd : Dcmd
{
    /// <summary>Longest <c>buildversion</c> shown.</summary>
    private const int LongestBuild = 256;

    private sealed record Row(DumpSummary Dump, string? Build, string Content);

    private static readonly Table<Row> Layout = new(
        [
            new("path", r => r.Dump.Path), new("nodename", r => r.Dump.NodeName), new("release", r => r.Dump.Release),
            new("version", r => r.Dump.Version), new("machine", r => r.Dump.Machine), new("build", r => r.Build),
            new("uuid", r => r.Dump.ImageUuid), new("panic", r => r.Dump.PanicMessage), new("crash_time", r => r.Dump.CrashTime),
            new("content", r => r.Content), new("complete", r => r.Dump.IsComplete),
        ],
        Header: null,
        Write);

    /// <summary>A file that is looked at without a process.</summary>
    private sealed record FileRow(string Path, string Kind);

    private static readonly Table<FileRow> FileLayout = new(
        [new("path", r => r.Path), new("kind", r => r.Kind)],
        Header: null,
        (r, w) => w.Write($"debugging {r.Kind} {r.Path}{(r.Kind == "file" ? "" : " (64-bit) without a process")}\n"));

    public override DcmdInfo Info { get; } = new("status", "print summary of current target")
    {
        StockHelp = false,
        Help = "Says which dump is being looked at, of which machine and kernel or which program, why it was taken and what is in it; or which file.",
        Examples = ["::status"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Target.Process is { } process)
        {
            call.Row(ProcessStatus.Layout, process);
            return Status.Ok;
        }

        if (call.Target.Dump is not { } dump)
        {
            return File(call) is { } file ? Show(call, file) : call.Fail(Reasons.NoProcess);
        }

        string? build = null;
        if (call.Session.FindSymbol(null, "buildversion", out Symbol symbol) == SymbolLookup.Found)
        {
            build = Text(call, symbol.Value);
            if (build is null)
            {
                call.Run.Partial(new Problem("MDB201", $"build version: no mapping for address {symbol.Value:x}", symbol.Value));
            }
        }

        call.Row(Layout, new Row(dump, build, Content(call, dump)));
        return Status.Ok;
    }

    /// <summary>What is looked at that is no dump, and under which name; null for nothing.</summary>
    private static FileRow? File(Invocation call) => call.Target switch
    {
        { Elf: { } elf } => new FileRow(elf.Path, elf.Kind switch
        {
            ObjectKind.Relocatable => "object file",
            ObjectKind.Executable => "executable",
            _ => "shared object or executable",
        }),
        { RawFile: { } path } => new FileRow(path, "file"),
        _ => null,
    };

    private static Status Show(Invocation call, FileRow file)
    {
        call.Row(FileLayout, file);
        return Status.Ok;
    }

    private static string? Text(Invocation call, ulong address)
    {
        var buffer = new byte[LongestBuild];
        int got = call.Target.Memory.Read(address, buffer);
        int end = Array.IndexOf(buffer, (byte)0, 0, got);
        return got == 0 ? null : System.Text.Encoding.Latin1.GetString(buffer, 0, end < 0 ? got : end);
    }

    private static string Content(Invocation call, DumpSummary dump) => dump.Content switch
    {
        DumpContent.AllPages => "all kernel and user pages",
        DumpContent.CurrentProcess => Process(call) is { } pid and not 0
            ? $"kernel pages and pages from PID {pid}"
            : "kernel pages only\n  (curproc requested, but a kernel thread panicked)",
        _ => "kernel pages only",
    };

    /// <summary>Pid of the process of the panicking thread.</summary>
    private static long? Process(Invocation call)
    {
        if (call.Session.FindSymbol(null, "panic_thread", out Symbol symbol) == SymbolLookup.Found
            && call.Target.Memory.TryReadUInt64(symbol.Value, out ulong thread)
            && call.Session.FindType("kthread_t", out _) is { } type
            && new Value(call.Target.Memory, type, thread).TryGet("t_procp->p_pidp->pid_id", out Value pid)
            && pid.TryInt64(out long id))
        {
            return id;
        }

        return null;
    }

    private static void Write(Row row, MdbWriter writer)
    {
        DumpSummary dump = row.Dump;
        string machine = dump.Machine.Length > 0 ? dump.Machine : "unknown machine";
        writer.Printf("debugging crash dump %s (64-bit) from %s\n", dump.Path, dump.NodeName);
        writer.Printf("operating system: %s %s (%s)\n", dump.Release, dump.Version, machine);
        if (row.Build is { } build)
        {
            writer.Printf("build version: %s\n", build);
        }

        writer.Printf("image uuid: %s\n", dump.ImageUuid.Length > 0 ? dump.ImageUuid : "(not set)");
        writer.Printf("panic message: %s\n", dump.PanicMessage);
        writer.Write($"dump content: {row.Content}\n");
    }
}
