using DumpReader.Types;
using DumpReader.Types.Ctf;
using DumpReader.Types.Declarations;

namespace Shared;

/// <summary>Small ELF files that tests look at: a function, some data with types, and memory without contents.</summary>
internal static class ElfSamples
{
    public const ulong Text = 0x401000, Data = 0x402000;

    /// <summary>pushq, movq, movl $0x2a, popq, ret.</summary>
    private static readonly byte[] s_main = [0x55, 0x48, 0x89, 0xe5, 0xb8, 0x2a, 0, 0, 0, 0x5d, 0xc3];

    /// <summary>An int of 7 and a struct point of 1 and 2.</summary>
    private static readonly byte[] s_data = [7, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0];

    private const string Declarations = """
        struct point { int x; int y; };
        int counter;
        struct point origin;
        int main(int);
        """;

    /// <summary>An executable: text, data, 0x100 bytes of memory without contents.</summary>
    public static byte[] Executable(byte[]? types = null)
    {
        var elf = new ElfWriter { Entry = Text };
        elf.Segments.Add(new(5, Text, s_main, (ulong)s_main.Length));
        elf.Segments.Add(new(6, Data, s_data, (ulong)s_data.Length + 0x100));
        elf.Sections.Add(new(".text", ElfWriterSection.Bits, s_main, 6, Text));
        elf.Sections.Add(new(".data", ElfWriterSection.Bits, s_data, 3, Data));
        elf.AddSymbols(ElfWriterSection.Symbols, Symbols(Text, Data, Data + 12));
        elf.AddSymbols(ElfWriterSection.DynamicSymbols, new ElfWriterSymbol("start_here", Text, 0, ElfWriterSymbol.Function));
        elf.Sections.Add(new(".SUNW_ctf", ElfWriterSection.Bits, types ?? Types(), Link: 3));
        return elf.ToBytes();
    }

    /// <summary>A relocatable object: the same without addresses.</summary>
    public static byte[] Relocatable()
    {
        var elf = new ElfWriter { Type = 1 };
        elf.Sections.Add(new(".text", ElfWriterSection.Bits, s_main, 6));
        elf.Sections.Add(new(".data", ElfWriterSection.Bits, s_data, 3));
        elf.Sections.Add(new(".bss", ElfWriterSection.NoBits, [], 3, Size: 0x100));
        elf.AddSymbols(ElfWriterSection.Symbols, Symbols(0, 0, 0));
        elf.Sections.Add(new(".SUNW_ctf", ElfWriterSection.Bits, Types(), Link: 4));
        return elf.ToBytes();
    }

    /// <summary>The container of a child whose parent is another object.</summary>
    public static byte[] TypesOfChild(string parent)
    {
        CDeclarations declared = Parse();
        var shared = new CtfWriter("SunOS 5.11");
        shared.Add(declared.SymbolType("counter")!);
        var child = new CtfWriter(shared, parent);
        Add(child, declared);
        return child.ToBytes();
    }

    private static byte[] Types()
    {
        var writer = new CtfWriter();
        Add(writer, Parse());
        return writer.ToBytes();
    }

    /// <summary>In the order of the symbols: counter has a type, blank has none.</summary>
    private static void Add(CtfWriter writer, CDeclarations declared)
    {
        writer.AddObject(null);
        writer.AddObject(declared.SymbolType("counter"));
        writer.AddObject(declared.SymbolType("origin"));
        writer.AddFunction((FunctionType)declared.SymbolType("main")!);
    }

    private static CDeclarations Parse()
    {
        var declared = new CDeclarations();
        declared.Parse(Declarations);
        return declared;
    }

    private static ElfWriterSymbol[] Symbols(ulong text, ulong data, ulong blank) =>
    [
        new("main.c", 0, 0, 4, 0xfff1),
        new("blank", blank, 0x100, ElfWriterSymbol.LocalObject, 3),
        new("main", text, 11, ElfWriterSymbol.Function, 1),
        new("counter", data, 4, ElfWriterSymbol.Object, 2),
        new("origin", data + 4, 8, ElfWriterSymbol.Object, 2),
        new("elsewhere", 0, 0, 0x10, 0),
    ];
}
