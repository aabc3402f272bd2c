using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>The size of a type.</summary>
[Dcmd("sizeof")]
internal sealed class SizeOf : Dcmd
{
    private sealed record Row(string Type, ulong Size);

    private static readonly Table<Row> Layout = new(
        [new("type", r => r.Type), new("size", r => r.Size)],
        Header: null,
        (r, w) =>
        {
            w.Printf("sizeof (%s) = ", r.Type);
            w.Radix(r.Size, prefix: true);
            w.NewLine();
        });

    public override DcmdInfo Info { get; } = new("sizeof", "print the size of a type")
    {
        Usage = "type",
        Help = "Prints the size of a C type in bytes. In a pipe the number alone goes on.",
        Examples = ["::sizeof kthread_t", "::sizeof struct ctxop", "::sizeof proc_t | =D"],
    };

    public override Status Invoke(Invocation call)
    {
        int next = 0;
        if (TypeWord.Take(call.Arguments, ref next) is not { } name || next != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (TypeWord.Find(call, name) is not { } type)
        {
            return Status.Abort;
        }

        call.Row(Layout, new Row(name, type.Size), new Item(type.Size));
        return Status.Ok;
    }
}
