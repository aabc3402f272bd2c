using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.NameValues;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Shows a name and its value.</summary>
[Dcmd("nvpair")]
internal sealed class Nvpair : Dcmd
{
    public override DcmdInfo Info { get; } = new("nvpair", "print out an nvpair")
    {
        Usage = "[-rq]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows the pair of name and value at the address. Numbers are hexadecimal.

              -r  where the value is a list, what is in it
              -q  name and value only
            """,
    };

    public override string? InputType => "nvpair_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "rq") is not { } options || options.Rest != call.Arguments.Count || !call.HasAddress)
        {
            return Status.Usage;
        }

        var tree = new NameValueTree(call.Session.Kernel, fault => KernelWalk.Report(call.Run, fault));
        if (tree.Read(call.Address, options.Has('r')) is not { } node)
        {
            return Status.Error;
        }

        call.Emit(new NvpairEvent(node, call.Session.Kernel.Type("nvpair_t").Type, options.Has('q')));
        return Status.Ok;
    }
}
