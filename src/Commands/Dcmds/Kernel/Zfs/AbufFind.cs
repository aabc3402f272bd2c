using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Zfs;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Finds what the cache of ZFS holds of an address on disk.</summary>
[Dcmd("abuf_find")]
internal sealed class AbufFind : Dcmd
{
    public override DcmdInfo Info { get; } = new("abuf_find", "find arc_buf_hdr_t of a specified DVA")
    {
        Usage = "dva_word[0] dva_word[1]",
        Module = "zfs",
        Help = """
            Finds the headers of the cache that are for the address on disk whose two words are given;
            those that hold its data no longer are found, too.
            """,
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || call.Arguments.Count != 2)
        {
            return Status.Usage;
        }

        if (!call.TryNumber(call.Arguments[0], out ulong low) || !call.TryNumber(call.Arguments[1], out ulong high))
        {
            return Status.Usage;
        }

        CType? type = call.Session.Kernel.Type("arc_buf_hdr_t").Type;
        IEnumerable<Item>? headers = KernelWalk.Start(call.Run, "arc_buf_hdr_t", fault => MaskedHash.ArcHeaders.All(call.Session.Kernel, fault));
        if (headers is null || type is null)
        {
            return Status.Error;
        }

        foreach (Item item in headers)
        {
            var header = new Value(call.Target.Memory, type, item.Bits);
            if (header.Number("b_dva.dva_word[0]") == low && header.Number("b_dva.dva_word[1]") == high && !call.Emit(item, prefix: true))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
