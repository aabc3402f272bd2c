using System.Buffers.Binary;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>The global variables that are not zero.</summary>
[Dcmd("$e")]
internal sealed class ExternalData : Dcmd
{
    private sealed record Row(Symbol Symbol, ulong Value);

    private static readonly Table<Row> Layout = new(
        [new("name", r => r.Symbol.Name), new("size", r => r.Symbol.Size), new("value", r => r.Value)],
        Header: null,
        (r, w) =>
        {
            w.Printf("%s(%lu):\t", r.Symbol.Name, r.Symbol.Size);
            w.Radix(r.Value, prefix: false);
            w.NewLine();
        });

    public override DcmdInfo Info { get; } = new("$e", "print listing of global symbols")
    {
        StockHelp = false,
        Help = "Lists the global variables of 1, 2, 4 or 8 bytes that are not zero, with size and value.",
        Examples = ["$e"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        Span<byte> bytes = stackalloc byte[8];
        foreach (SymbolTable table in call.Target.Symbols.Tables.Take(1))
        {
            for (int i = 0; i < table.Count; i++)
            {
                Symbol symbol = table[i];
                if (symbol is not { Type: SymbolType.Object, Binding: SymbolBinding.Global, Size: 1 or 2 or 4 or 8 })
                {
                    continue;
                }

                bytes.Clear();
                if (call.Target.Memory.TryRead(symbol.Value, bytes[..(int)symbol.Size])
                    && BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var value and not 0
                    && !call.Row(Layout, new Row(symbol, value), new Item(symbol.Value)))
                {
                    return Status.Ok;
                }
            }
        }

        return Status.Ok;
    }
}
