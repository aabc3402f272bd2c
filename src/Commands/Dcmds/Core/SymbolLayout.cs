using System.Text;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>A symbol as ::nm shows it, with its C type where that was asked for.</summary>
internal sealed record SymbolRow(Symbol Symbol, string Type, int TypeId);

/// <summary>The table of ::nm under its options.</summary>
internal static class SymbolLayout
{
    private static readonly Column<SymbolRow>[] _columns =
    [
        new("index", r => r.Symbol.Index), new("value", r => Cell.Address(r.Symbol.Value)), new("size", r => r.Symbol.Size),
        new("type", r => SymbolNames.Of(r.Symbol.Type)), new("bind", r => SymbolNames.Of(r.Symbol.Binding)),
        new("other", r => (ulong)r.Symbol.Other), new("section", r => SymbolNames.Section(r.Symbol.Section)),
        new("name", r => r.Symbol.Name), new("ctype", r => r.Type.Length == 0 ? Cell.None : r.Type),
        new("object", r => r.Symbol.Table.LoadObject), new("ctf_id", r => r.TypeId == 0 ? Cell.None : r.TypeId),
    ];

    /// <param name="columns">What text shows; JSON has every column.</param>
    /// <param name="radix">x, d or o.</param>
    /// <param name="heading">Whether there is one.</param>
    /// <param name="again">Rows as commands that make the symbols again.</param>
    public static Table<SymbolRow> Create(SymbolColumns columns, char radix, bool heading, bool again) => again
        ? new Table<SymbolRow>(_columns, null, WriteCommand)
        : new Table<SymbolRow>(_columns, heading ? Heading(columns, radix) : null, (row, writer) => Write(row, writer, columns, radix));

    private static int Width(char radix) => radix switch { 'd' => 20, 'o' => 22, _ => 18 };

    private static string Heading(SymbolColumns columns, char radix)
    {
        var text = new StringBuilder();
        Add("ndx", "Index", 5);
        Add("val", "Value", Width(radix));
        Add("sz", "Size", Width(radix));
        Add("type", "Type", 5);
        Add("bind", "Bind", 5);
        Add("oth", "Other", 5);
        Add("shndx", "Shndx", 8);
        Add("name", "Name", columns.Type || columns.Has("obj") || columns.TypeId ? 40 : 0);
        Add("ctype", "C Type", columns.Has("obj") || columns.TypeId ? 40 : 0);
        Add("obj", "Object", columns.TypeId ? 15 : 0);
        Add("ctfid", "CTF ID", 0);
        return text.ToString();

        void Add(string column, string title, int width)
        {
            if (columns.Has(column))
            {
                text.Append(text.Length > 0 ? " " : "").Append(title.PadRight(width));
            }
        }
    }

    private static void Write(SymbolRow row, MdbWriter writer, SymbolColumns columns, char radix)
    {
        Symbol symbol = row.Symbol;
        bool first = true;
        Add("ndx", symbol.Index.ToString(), 5);
        Add("val", Number(symbol.Value, radix), Width(radix));
        Add("sz", Number(symbol.Size, radix), Width(radix));
        Add("type", SymbolNames.Of(symbol.Type), 5);
        Add("bind", SymbolNames.Of(symbol.Binding), 5);
        Add("oth", radix switch { 'd' => symbol.Other.ToString(), 'o' => Convert.ToString(symbol.Other, 8), _ => "0x" + symbol.Other.ToString("x") }, 5);
        Add("shndx", SymbolNames.Section(symbol.Section), 8);
        Add("name", symbol.Name, columns.Type || columns.Has("obj") || columns.TypeId ? 40 : 0);
        Add("ctype", row.Type, columns.Has("obj") || columns.TypeId ? 40 : 0);
        Add("obj", symbol.Table.LoadObject, columns.TypeId ? 15 : 0);
        Add("ctfid", row.TypeId == 0 ? "" : row.TypeId.ToString(), 0);
        writer.NewLine();

        void Add(string column, string text, int width)
        {
            if (columns.Has(column))
            {
                writer.Write(first ? "" : "|");
                writer.Printf("%s", text.PadRight(width));
                first = false;
            }
        }
    }

    private static string Number(ulong value, char radix) => radix switch
    {
        'd' => value.ToString(),
        'o' => Convert.ToString(unchecked((long)value), 8),
        _ => "0x" + value.ToString("x16"),
    };

    private static void WriteCommand(SymbolRow row, MdbWriter writer)
    {
        string kind = row.Symbol.Type switch { SymbolType.Function => "-f", SymbolType.Object => "-o", _ => "" };
        writer.Printf("0x%lx::nmadd %s -s 0x%lx %s\n", row.Symbol.Value, kind, row.Symbol.Size, row.Symbol.Name);
    }
}
