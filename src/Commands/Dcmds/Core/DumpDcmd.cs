using Commands.Pipeline;
using DumpReader.Spaces;

namespace Commands.Dcmds.Core;

/// <summary>Memory in hex and as text.</summary>
[Dcmd("dump")]
internal sealed class DumpDcmd : Dcmd
{
    public override DcmdInfo Info { get; } = new("dump", "dump memory from specified address")
    {
        Usage = "[-eqrstu] [-f|-p] [-g bytes] [-l bytes] [-w paragraphs]",
        Address = AddressUse.Optional,
        StockPipeForm = false,
        Help = """
            Shows the bytes from the address on, as many as the count says, in lines of 16
            that begin at multiples of 16. The heading marks the column of the address.

              -e             groups as numbers, without heading and text
              -f             offsets in the object file
              -g bytes       bytes of a group: a power of 2, at first 4
              -l bytes       how many bytes, in place of the count
              -p             the address is physical
              -q             no text
              -r             offsets from the address in place of addresses
              -s             lines like the one before shown as one *
              -t             only the bytes asked for
              -u             lines begin at the address
              -w paragraphs  16 bytes as often as this in a line, up to 16
            """,
        Examples = ["utsname,20::dump", "utsname::dump -g 1", "utsname,40::dump -e -g 8"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.IsLoop && !call.IsFirst)
        {
            return Status.Ok;
        }

        if (DumpShape.Parse(call) is not { } shape)
        {
            return Status.Usage;
        }

        // The count was bytes and not rounds, so that the loop has nothing more to do; of a pipe only the first element is shown.
        call.HasEnough = true;
        if (!shape.Flips)
        {
            call.Text(DumpLine.Heading(shape));
        }

        if (!Lines(call, shape))
        {
            return Status.Error;
        }

        call.Session.Dot = unchecked(call.Address + shape.Count);
        call.Session.Increment = 0;
        return Status.Ok;
    }

    private static bool Lines(Invocation call, DumpShape shape)
    {
        AddressSpace? memory = shape.Physical ? call.Target.Physical
            : shape.OfFile && call.Target.Elf is { } file ? file.File
            : call.Item.Space ?? call.Session.Memory;
        bool supported = memory is not null && !call.Session.HasNothing;
        bool whole = call.Target.Kind == "kvm";
        var line = new DumpLine(shape);
        byte[] before = new byte[shape.LineBytes];
        bool squeezing = false;
        for (ulong i = 0; i < shape.Lines; i++)
        {
            ulong address = line.At(i).Address;
            if (!supported || !line.TryRead(memory!, whole))
            {
                string reason = supported ? memory!.MissingReason : Reasons.NotSupported;
                call.Run.ReadError($"failed to read data at {(address == 0 ? "" : "0x")}{address:x}: {reason}", address);
                return false;
            }

            bool same = shape.Squeezes && i > 0 && i + 1 < shape.Lines && line.Bytes.SequenceEqual(before);
            line.Bytes.CopyTo(before);
            if (same && squeezing)
            {
                continue;
            }

            squeezing = same;
            if (!(same ? call.Line("*") : call.Emit(line)))
            {
                break;
            }
        }

        return true;
    }
}
