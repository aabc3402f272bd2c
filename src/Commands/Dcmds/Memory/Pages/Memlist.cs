using Commands.Dcmds.Kernel;
using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Memory.Pages;

/// <summary>Shows lists of ranges of physical and virtual memory.</summary>
[Dcmd("memlist")]
internal sealed class Memlist : Dcmd
{
    private static readonly (char Option, string Variable)[] Lists = [('i', "phys_install"), ('a', "phys_avail"), ('v', "virt_avail")];

    private static readonly Table<Value> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("base", r => r.Number("ml_address")), new("size", r => r.Number("ml_size")),
        ],
        "            ADDR             BASE             SIZE",
        (r, w) => w.Printf("%0?lx %16llx %16llx\n", r.Address, r.Number("ml_address"), r.Number("ml_size")));

    public override DcmdInfo Info { get; } = new("memlist", "display a struct memlist")
    {
        Usage = "[-iav]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = """
            Shows ranges of memory: the one at the address, or lists of the kernel.

              -i  physical memory that is installed (the default)
              -a  physical memory that was free at boot
              -v  virtual memory that was free at boot
            """,
        Examples = ["::memlist -iav", "*phys_install::walk memlist | ::memlist"],
    };

    public override string? InputType => "struct memlist";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "iav") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (call.HasAddress)
        {
            call.Header(Layout);
            return Show(call, call.Address);
        }

        bool any = Lists.Any(list => options.Has(list.Option));
        foreach ((char option, string variable) in Lists)
        {
            if ((any ? options.Has(option) : option == 'i') && List(call, variable) is not Status.Ok and var failure)
            {
                return failure;
            }
        }

        return Status.Ok;
    }

    private static Status List(Invocation call, string variable)
    {
        if (KernelObject.Variable(call.Run, variable) is not { } head)
        {
            return call.Fail($"failed to read '{variable}': {Reasons.UnknownSymbol}");
        }

        call.Line(variable + ":");
        call.Line(Layout.Header!);
        foreach (Item item in KernelObject.Elements(call.Run, "memlist", head))
        {
            if (Show(call, item.Bits) is Status.Abort)
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static Status Show(Invocation call, ulong address) =>
        !KernelObject.TryRead(call.Run, "struct memlist", address, "can't read memlist at ", out Value range) ? Status.Error
        : call.Row(Layout, range, new Item(address, range.Type)) ? Status.Ok
        : Status.Abort;
}
