using Commands.Pipeline;
using Commands.Walkers;
using Commands.Walkers.Kernel.Files;
using DumpReader.Kernel;
using DumpReader.Kernel.Files;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Files;

/// <summary>Lists the open files of a process.</summary>
[Dcmd("pfiles")]
internal sealed class PFiles : Dcmd
{
    private sealed record Row(int Descriptor, Value File);

    private static readonly Table<Row> Files = new(
        [
            new("file", r => Cell.Address(r.File.Address)), new("fd", r => r.Descriptor), new("flag", r => r.File.Number("f_flag")),
            new("vnode", r => Cell.Address(r.File.Number("f_vnode"))), new("offset", r => r.File.Signed("f_offset")),
            new("cred", r => Cell.Address(r.File.Number("f_cred"))), new("count", r => r.File.Signed("f_count")),
        ],
        "            FILE   FD     FLAG            VNODE     OFFSET             CRED  CNT",
        (r, w) => w.Printf("%0?p %4d %8x %0?p %10lld %0?p %4d\n", r.File.Address, r.Descriptor, (uint)r.File.Number("f_flag"),
            r.File.Number("f_vnode"), r.File.Signed("f_offset"), r.File.Number("f_cred"), (int)r.File.Signed("f_count")));

    public override DcmdInfo Info { get; } = new("pfiles", "print process file information")
    {
        Usage = "[-fp]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Lists the open files of the process at the address: descriptor, kind, vnode, path, and what a door, socket or port leads to.

              -p  only the paths
              -f  the file structures: flags, offset, credentials, references
            """,
        Examples = ["::pgrep init | ::pfiles", "::pgrep init | ::pfiles -f"],
    };

    public override string? InputType => "proc_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "fp") is not { } options || options.Rest < call.Arguments.Count)
        {
            return Status.Usage;
        }

        // Every process has its own heading, one of a loop, too.
        string? heading = options.Has('f') ? Files.Header : options.Has('p') ? OpenFileRow.Paths.Header : OpenFileRow.Layout.Header;
        if (!call.ToPipe || call.Stock)
        {
            call.Line(heading!);
        }

        bool failed = false;
        int descriptor = -1;
        foreach (ulong file in OpenFiles.Walk(call.Session.Kernel, call.Address, Fault).UntilStopped(call.Run))
        {
            descriptor++;
            if (file == 0)
            {
                continue;
            }

            if (!KernelObject.TryRead(call.Run, "file_t", file, "can't read file_t at ", out Value value))
            {
                failed = true;
                continue;
            }

            if (!Show(call, options, descriptor, value))
            {
                return Status.Abort;
            }
        }

        return failed ? Status.Error : Status.Ok;

        void Fault(WalkFault fault)
        {
            failed = true;
            KernelWalk.Report(call.Run, fault);
        }
    }

    private static bool Show(Invocation call, CommandOptions options, int descriptor, Value file)
    {
        var item = new Item(file.Address, file.Type);
        if (options.Has('f'))
        {
            return call.Row(Files, new Row(descriptor, file), item);
        }

        if (!KernelObject.TryRead(call.Run, "vnode_t", file.Number("f_vnode"), "can't read vnode_t at ", out Value vnode))
        {
            return true;
        }

        bool paths = options.Has('p');
        Value behind = LayeredVnode.Behind(call.Run, vnode);
        var row = new OpenFileRow(descriptor, file, vnode, PathOf(call.Run, vnode, behind, paths));
        return call.Row(paths ? OpenFileRow.Paths : OpenFileRow.Layout, paths ? row : OpenFileDetail.Of(call.Run, row, behind), item);
    }

    private static string? PathOf(Run run, Value vnode, Value behind, bool paths)
    {
        ulong type = vnode.Number("v_type");
        if (type == VnodeType.Socket)
        {
            return paths ? SocketPath(run, vnode) : null;
        }

        if (behind.Number("v_path") == 0 && type is VnodeType.Fifo or VnodeType.Door or VnodeType.Port)
        {
            return null;
        }

        return Shortened(PathNames.Of(run, behind.Address)?.Text ?? VnodePaths.Unknown);
    }

    /// <summary>The path of the device that the protocol of a socket is.</summary>
    private static string? SocketPath(Run run, Value vnode) =>
        KernelObject.TryReadPart(run, "struct sonode", vnode.Number("v_data"), out Value socket)
        && socket.Number("so_sockparams->sp_sdev_info.sd_vnode") is var device and not 0
            ? Shortened(PathNames.Of(run, device)?.Text ?? VnodePaths.Unknown)
            : null;

    /// <summary>What devfs noted of a device by way of its link in /dev.</summary>
    private static string Shortened(string path)
    {
        const string link = "/dev/..";
        const string terminal = "/dev/pts/../..";
        const string devices = "/devices/";
        return path.StartsWith(link + devices, StringComparison.Ordinal) ? path[link.Length..]
            : path.StartsWith(terminal + devices, StringComparison.Ordinal) ? path[terminal.Length..]
            : path;
    }
}
