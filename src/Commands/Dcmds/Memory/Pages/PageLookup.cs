using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Memory;

namespace Commands.Dcmds.Memory.Pages;

/// <summary>Finds the page at an offset of a vnode.</summary>
[Dcmd("pagelookup")]
internal sealed class PageLookup : Dcmd
{
    public override DcmdInfo Info { get; } = new("pagelookup", "lookup a page by vnode and offset")
    {
        Usage = "[-v vp] [-o offset]",
        Address = AddressUse.Optional,
        Module = "genunix",
        Help = """
            Finds the page structure of a page of a vnode.

              -v  the vnode
              -o  the offset

            Where one of them is left out, the address takes its place.
            """,
        Examples = ["kvps::pagelookup -o 0xfffffffffbc05000"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "", "vo") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool hasVnode = options.TryNumber('v', out ulong vnode);
        bool hasOffset = options.TryNumber('o', out ulong offset);
        string? wrong = !hasVnode && !hasOffset ? "pagelookup: at least one of -v vp or -o offset required."
            : hasVnode && hasOffset && call.HasAddress ? "pagelookup: address specified when both -v and -o were passed"
            : hasVnode != hasOffset && !call.HasAddress ? "pagelookup: address required"
            : null;
        if (wrong is not null)
        {
            return call.Fail(wrong, Status.Usage);
        }

        vnode = hasVnode ? vnode : call.Address;
        offset = hasOffset ? offset : call.Address;
        if (PageHash.Open(call.Session.Kernel, fault => KernelWalk.Report(call.Run, fault)) is not { } hash)
        {
            return Status.Error;
        }

        ulong page = hash.Find(vnode, offset, fault => KernelWalk.Report(call.Run, fault));
        if (page == 0)
        {
            return call.Fail($"pagelookup: no page for {{vp = {vnode:x}, offset = {offset:x})");
        }

        return call.Emit(new Item(page, call.Session.Kernel.Type("page_t").Type), prefix: true) ? Status.Ok : Status.Abort;
    }
}
