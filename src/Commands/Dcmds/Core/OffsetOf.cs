using Commands.Output;
using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>Where a member lies in its structure.</summary>
[Dcmd("offsetof")]
internal sealed class OffsetOf : Dcmd
{
    private sealed record Row(string Type, string Member, ulong Offset, ulong Bit, ulong Size);

    private static readonly Table<Row> Layout = new(
        [
            new("type", r => r.Type), new("member", r => r.Member), new("offset", r => r.Offset), new("bit", r => r.Bit),
            new("size", r => r.Size),
        ],
        Header: null,
        Write);

    public override DcmdInfo Info { get; } = new("offsetof", "print the offset of a given struct or union member")
    {
        Usage = "type member",
        Help = "Prints where a member lies in a structure or union, in bytes, and the size of the member.",
        Examples = ["::offsetof kthread_t t_ctx", "::offsetof struct proc p_pidp | =D"],
    };

    public override Status Invoke(Invocation call)
    {
        int next = 0;
        if (TypeWord.Take(call.Arguments, ref next) is not { } name || next != call.Arguments.Count - 1
            || call.Arguments[next].Text is not { } member)
        {
            return Status.Usage;
        }

        if (TypeWord.Find(call, name) is not { } type)
        {
            return Status.Abort;
        }

        if (Members.Find(type, member, out string reason) is not { } found)
        {
            return call.Fail($"failed to find member {member} of type {name}: {reason}", Status.Abort);
        }

        var row = new Row(name, member, found.ByteOffset, found.BitOffset % 8, found.Type.Size);
        call.Row(Layout, row, new Item(row.Offset));
        return Status.Ok;
    }

    private static void Write(Row row, MdbWriter writer)
    {
        writer.Printf("offsetof (%s, %s) = ", row.Type, row.Member);
        writer.Radix(row.Offset, prefix: true);
        if (row.Bit != 0)
        {
            writer.Printf(".%lr", row.Bit);
        }

        writer.Printf(", sizeof (...->%s) = ", row.Member);
        writer.Radix(row.Size, prefix: true);
        writer.NewLine();
    }
}
