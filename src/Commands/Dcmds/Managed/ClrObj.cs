using Commands.Pipeline;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>An object of .NET and its fields.</summary>
[Dcmd("clrobj")]
internal sealed class ClrObj : ManagedDcmd
{
    private const ulong DefaultElements = 32;

    private sealed record Head(ulong Address, string Type, ulong MethodTable, ulong Size);

    private static readonly Table<Head> HeadLayout = new(
        [
            new("address", h => Cell.Address(h.Address)), new("type", h => h.Type), new("mt", h => Cell.Address(h.MethodTable)), new("size", h => h.Size),
        ],
        Header: null,
        (h, w) => w.Printf("%lx: %s, %lu bytes\n", h.Address, h.Type, h.Size));

    private static readonly Table<FieldRow> Fields = new(
        [
            new("offset", f => (ulong)f.Offset), new("type", f => f.Type), new("name", f => f.Name), new("value", f => f.Cell), new("text", f => f.Text),
        ],
        Header: null,
        (f, w) =>
        {
            w.Printf("    %4x %s %s = ", (uint)f.Offset, f.Type, f.Name);
            w.Write(f.Shown);
            w.NewLine();
        });

    public override DcmdInfo Info { get; } = new("clrobj", "print an object of .NET")
    {
        Usage = "[-l count] [field ...]",
        Address = AddressUse.Required,
        Ours = true,
        Help = """
            Prints an object of .NET: its type and size, then its fields or elements with their
            types; or only the fields named. Each field passes on its value, and a field that is
            an object the address of that: ADDR::clrobj Next | ::clrobj.

              -l  at most so many elements of an array (default 32)
            """,
    };

    protected override Status Invoke(Invocation call, ClrRuntime runtime)
    {
        if (CommandOptions.Parse(call, "", "l") is not { } options)
        {
            return Status.Usage;
        }

        ulong most = options.Number('l', DefaultElements);
        ClrObject of = runtime.Heap.GetObject(call.Address);
        if (!of.IsValid || of.Type is not { } type)
        {
            return call.Fail($"no object of .NET at {call.Address:x}");
        }

        string[] names = [.. call.Arguments.Skip(options.Rest).Select(a => a.Text ?? "")];
        if (names.Length == 0)
        {
            call.Row(HeadLayout, new Head(of.Address, type.Name ?? "?", type.MethodTable, of.Size), new Item(of.Address));
        }

        IEnumerable<FieldRow> rows = type.IsString ? [FieldRow.OfString(of)]
            : of.IsArray ? FieldRow.OfArray(of, (int)Math.Min(most, int.MaxValue))
            : type.Fields.OrderBy(f => f.Offset).Select(f => FieldRow.Of(of, f));
        bool found = names.Length == 0;
        foreach (FieldRow row in rows.Where(r => names.Length == 0 || names.Contains(r.Name)))
        {
            found = true;
            if (!call.Row(Fields, row, new Item(row.Bits)))
            {
                break;
            }
        }

        return found ? Status.Ok : call.Fail($"{type.Name} has no field {names[0]}");
    }
}
