using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Targets;

namespace Commands.Dcmds.Core;

/// <summary>The load objects of the target: on a kernel its modules.</summary>
[Dcmd("objects")]
internal sealed class Objects : Dcmd
{
    private static readonly Table<Module> Versions = new(
        [new("name", m => m.Name), new("file", m => m.FileName)],
        "NAME                     VERSION",
        (m, w) => w.Printf("%-24s %s\n", m.Name, "unknown"));

    private static readonly Table<ObjectSummary> FileVersion = new(
        [new("name", o => o.Name), new("file", o => o.Path)], Header: null, (o, w) => w.Printf("%-24s %s\n", o.Name, "unknown"));

    private static readonly Table<ProcessObject> ObjectVersion = new(
        [new("name", o => o.Name), new("file", o => o.Path), new("version", o => o.Version)],
        Header: null,
        (o, w) => w.Printf("%-24s %s\n", o.Name, o.Version.Length > 0 ? o.Version : "unknown"));

    public override DcmdInfo Info { get; } = new("objects", "print load objects information")
    {
        Usage = "[-v]",
        StockHelp = false,
        Help = "Lists the modules of the kernel with the address range of their text, the programs and libraries of a process, or the object file with its; -v shows their versions.",
        StockPipeForm = false,
        Examples = ["::objects", "::objects -v"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (options.Has('v'))
        {
            call.Header(Versions);
        }
        else
        {
            call.Header(Extent.Layout);
        }

        if (call.Target.Process is { } process)
        {
            return OfProcess(call, process, options.Has('v'));
        }

        if (call.Target.Kind != "kvm")
        {
            return OfFile(call, options.Has('v'));
        }

        foreach (Module module in call.Run.ReadModules().Where(m => m.TextSize > 0))
        {
            bool more = options.Has('v')
                ? call.Row(Versions, module)
                : call.Row(Extent.Layout, new Extent(module.TextBase, module.TextSize, module.Name), new Item(module.TextBase));
            if (!more)
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static Status OfProcess(Invocation call, ProcessSummary process, bool version)
    {
        foreach (ProcessObject of in process.Objects)
        {
            bool more = version
                ? call.Row(ObjectVersion, of)
                : call.Row(Extent.Layout, new Extent(of.Base, of.Size, of.Path), new Item(of.Base));
            if (!more)
            {
                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>One line: from the first address of the file to its last.</summary>
    private static Status OfFile(Invocation call, bool version)
    {
        if (call.Target.Elf is not { } file)
        {
            return call.Fail($"failed to iterate over objects: {(call.Session.HasNothing ? Reasons.NoProcess : Reasons.NotSupported)}");
        }

        ulong from = file.Mappings.Count > 0 ? file.Mappings[0].Base : 0;
        ulong size = file.Mappings.Count > 0 ? file.Mappings[^1].Base + file.Mappings[^1].Size - from : 0;
        if (version)
        {
            call.Row(FileVersion, file);
        }
        else
        {
            call.Row(Extent.Layout, new Extent(from, size, file.Name), new Item(from));
        }

        return Status.Ok;
    }
}
