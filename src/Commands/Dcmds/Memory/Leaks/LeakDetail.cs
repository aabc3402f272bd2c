using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Memory.Leaks;

namespace Commands.Dcmds.Memory.Leaks;

/// <summary>What ::findleaks -d says of a group of leaks: how many of which size, and the oldest of them with its stack.</summary>
internal static class LeakDetail
{
    public static void Show(Invocation call, LeakRow row)
    {
        LeakGroup group = row.Group;
        bool isSegment = group.Kind == LeakKind.Segment;
        string noun = isSegment ? "vmem_seg" : "buffer";
        string text = group.Count == 1
            ? $"{row.Source} leak: 1 {noun}, {group.Bytes} bytes"
            : $"{row.Source} leak: {group.Count} {noun}s, {row.Size} bytes each, {group.Bytes} bytes total";
        if (group.Kind == LeakKind.Buffer)
        {
            string caller = row.Caller is { } pc ? ", caller " + AddressText.Of(call.Session, pc) : "";
            call.Line($"{text},\n    sample addr {row.Control:x}{caller}");
            return;
        }

        call.Line(text);
        if (Registry.CreateDcmd(isSegment ? "vmem_seg" : "bufctl") is { } detail)
        {
            detail.Invoke(new Invocation(call.Session, call.Run, detail, [new Argument("-v")], call.Output)
            {
                Item = new Item(row.Control),
                HasAddress = true,
            });
        }
    }
}
