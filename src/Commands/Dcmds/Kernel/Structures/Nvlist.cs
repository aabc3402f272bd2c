using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.NameValues;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Shows a list of names and values.</summary>
[Dcmd("nvlist")]
internal sealed class Nvlist : Dcmd
{
    public override DcmdInfo Info { get; } = new("nvlist", "print all nvpairs in a list")
    {
        Usage = "[-v]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows all names and values of the list at the address, and of the lists in it. Numbers are hexadecimal.

              -v  with the type of each value
            """,
    };

    public override string? InputType => "nvlist_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count || !call.HasAddress)
        {
            return Status.Usage;
        }

        if (KernelObject.Walk(call, "nvpair", call.Item, "failed to walk nvpairs") is not { } pairs)
        {
            return Status.Error;
        }

        CType? type = call.Session.Kernel.Type("nvpair_t").Type;
        var tree = new NameValueTree(call.Session.Kernel, fault => KernelWalk.Report(call.Run, fault));
        foreach (Item pair in pairs)
        {
            if (tree.Read(pair.Bits, recurse: true) is { } node && !call.Emit(new NvpairEvent(node, type, !options.Has('v'))))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
