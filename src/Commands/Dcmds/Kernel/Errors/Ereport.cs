using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.NameValues;
using DumpReader.Types;

namespace Commands.Dcmds.Kernel.Errors;

/// <summary>Lists the reports of errors that were not passed on before the system stopped.</summary>
[Dcmd("ereport")]
internal sealed class Ereport : Dcmd
{
    private const int Indent = 4;

    /// <summary>Names by which a report says when it was made and of what (sys/fm/protocol.h).</summary>
    private const string Ena = "ena";
    private const string Class = "class";

    private sealed record Row(ulong Address, ulong? Ena, string? Class);

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("ena", r => r.Ena is { } ena ? Cell.Address(ena) : Cell.None),
            new("class", r => r.Class),
        ],
        "ENA                CLASS",
        (r, w) => w.Printf("%-18s %s\n", r.Ena is { } ena ? $"0x{ena:x16}" : "-", r.Class ?? "-"));

    public override DcmdInfo Info { get; } = new("ereport", "print ereports logged in dump")
    {
        Usage = "[-v]",
        Address = AddressUse.Optional,
        Module = "genunix",
        Help = """
            Lists the reports of errors that a panic collected and those that waited to be passed on, or shows the one whose nvlist_t is
            at the address: its number (ENA), which reports of one error share, and its class.

              -v  with all that is in them
            """,
        Examples = ["::ereport", "::ereport -v"],
    };

    public override string? InputType => "nvlist_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool all = options.Has('v');
        if (call.HasAddress)
        {
            call.Header(Layout);
            return Show(call, call.Address, all);
        }

        bool headed = false;
        foreach (string walker in (string[])["ereportq_dump", "ereportq_pend"])
        {
            if (KernelObject.Walk(call, walker) is not { } reports)
            {
                return Status.Error;
            }

            foreach (Item report in reports)
            {
                if (!headed)
                {
                    call.Header(Layout);
                    headed = true;
                }

                if (Show(call, report.Bits, all) == Status.Abort)
                {
                    return Status.Abort;
                }
            }
        }

        return Status.Ok;
    }

    private static Status Show(Invocation call, ulong report, bool all)
    {
        CType? type = call.Session.Kernel.Type("nvlist_t").Type;
        var item = new Item(report, type);
        if (KernelObject.Walk(call, "nvpair", item, $"failed to read nvlist at {report:x}") is not { } pairs)
        {
            return Status.Error;
        }

        ulong? ena = null;
        string? name = null;
        var reader = new NameValueTree(call.Session.Kernel, fault => KernelWalk.Report(call.Run, fault));
        foreach (Item pair in pairs)
        {
            if (reader.Read(pair.Bits, recurse: false) is not { } read)
            {
                continue;
            }

            if (read.Pair is { Name: Class, Type.Form: NameValueForm.Text })
            {
                name = read.Texts.Count > 0 ? read.Texts[0] : null;
            }
            else if (read.Pair is { Name: Ena, Type.Form: NameValueForm.Number } && read.Numbers.Any())
            {
                ena = read.Numbers.First();
            }
        }

        if (!call.Row(Layout, new Row(report, ena, name), item))
        {
            return Status.Abort;
        }

        if (all && !call.ToPipe)
        {
            call.Session.Evaluate($"0x{report:x}::nvlist", call.Address, new IndentedOutput(call.Output, Indent));
        }

        return Status.Ok;
    }
}
