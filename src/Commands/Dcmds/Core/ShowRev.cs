using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Targets;

namespace Commands.Dcmds.Core;

/// <summary>Which system the dump is of.</summary>
[Dcmd("showrev")]
internal sealed class ShowRev : Dcmd
{
    private static readonly Table<DumpSummary> Layout = new(
        [
            new("hostname", d => d.NodeName), new("release", d => d.Release), new("architecture", d => d.Platform),
            new("version", d => d.Version), new("machine", d => d.Machine),
        ],
        Header: null,
        (d, w) =>
        {
            w.Printf("Hostname: %s\nRelease: %s\nKernel architecture: %s\nApplication architecture: amd64\n", d.NodeName, d.Release, d.Platform);
            w.Printf("Kernel version: SunOS %s %s %s\nPlatform: %s\n", d.Release, d.Machine, d.Version, d.Platform);
        });

    private static readonly Table<Module> Modules = new(
        [new("module", m => m.Name), new("file", m => m.FileName)], Header: null, (m, w) => w.Printf("%-24s %s\n", m.Name, m.FileName));

    public override DcmdInfo Info { get; } = new("showrev", "print version information")
    {
        Usage = "[-pv]",
        StockHelp = false,
        Help = "Says which machine and kernel the dump is of; -v adds the modules.",
        Examples = ["::showrev", "::showrev -v"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "pv") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (call.Target.Dump is not { } dump)
        {
            return call.Fail(call.Target.Kind == "raw" ? Reasons.NotSupported : Reasons.NoProcess);
        }

        call.Row(Layout, dump);
        if (options.Has('v'))
        {
            foreach (Module module in call.Run.ReadModules())
            {
                if (!call.Row(Modules, module))
                {
                    break;
                }
            }
        }

        return Status.Ok;
    }
}
