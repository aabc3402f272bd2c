using System.Text;
using DumpBuilder.Kernel;

namespace DumpBuilder.Image;

/// <summary>
/// The symbols of the whole kernel as the small ELF64 file that /dev/ksyms gives: header, two program headers without contents, four
/// section headers, section names, symbol table, string table. All locals of all modules come before all others; names are
/// in the order of the modules' own tables. Every section index is SHN_ABS.
/// </summary>
internal static class KsymsImage
{
    private const int ProgramHeaders = 64;
    private const int SectionHeaders = 176;
    private const int Names = 432;
    private const int Symbols = 464;
    private const int Absolute = 0xfff1;

    public static byte[] Make(IReadOnlyList<KernelModule> modules)
    {
        List<byte> strings = [0];
        var locals = new List<(uint Name, KernelSymbol Symbol)>();
        var others = new List<(uint Name, KernelSymbol Symbol)>();
        foreach (KernelModule module in modules)
        {
            foreach (KernelSymbol symbol in module.SymbolsInOrder)
            {
                (symbol.Binding == 0 ? locals : others).Add(((uint)strings.Count, symbol));
                strings.AddRange(Encoding.Latin1.GetBytes(symbol.Name));
                strings.Add(0);
            }
        }

        int count = 1 + locals.Count + others.Count;
        int table = Symbols + (ElfSymbols.EntrySize * count);
        byte[] image = new byte[table + strings.Count];
        Header(image, modules);
        Section(image, 1, name: 1, type: 2, Symbols, table - Symbols, link: 2, info: 1 + locals.Count, align: 8, entry: ElfSymbols.EntrySize);
        Section(image, 2, name: 9, type: 3, table, strings.Count, link: 0, info: 0, align: 1, entry: 0);
        Section(image, 3, name: 17, type: 3, Names, 28, link: 0, info: 0, align: 1, entry: 0);
        "\0.symtab\0.strtab\0.shstrtab\0\0"u8.CopyTo(image.AsSpan(Names));
        int at = Symbols + ElfSymbols.EntrySize;
        foreach ((uint name, KernelSymbol symbol) in locals.Concat(others))
        {
            ElfSymbols.Write(image.AsSpan(at), name, symbol, Absolute);
            at += ElfSymbols.EntrySize;
        }

        strings.CopyTo(image, table);
        return image;
    }

    private static void Header(byte[] image, IReadOnlyList<KernelModule> modules)
    {
        ElfSymbols.FileHeader(image, executable: true, modules.Count > 0 ? modules[0].Text : 0);
        Encode.I64(image, 32, ProgramHeaders);
        Encode.I64(image, 40, SectionHeaders);
        Encode.U16(image, 56, 2);
        Encode.U16(image, 60, 4);
        Encode.U16(image, 62, 3);
        // The boot image is unix and genunix; memsz is cut to 32 bits as the kernel does.
        KernelModule[] boot = [.. modules.Take(2)];
        Segment(image, 0, flags: 5, boot.Select(static m => (m.Text, m.Text + m.TextSize)));
        Segment(image, 1, flags: 7, boot.SelectMany(static m => new[] { (m.Data, m.Data + m.DataSize), (m.Bss, m.Bss + m.BssSize) }));
    }

    private static void Segment(byte[] image, int index, uint flags, IEnumerable<(ulong Start, ulong End)> ranges)
    {
        (ulong Start, ulong End)[] real = [.. ranges.Where(static r => r.End > r.Start)];
        if (real.Length == 0)
        {
            return;
        }

        int at = ProgramHeaders + (56 * index);
        ulong start = real.Min(static r => r.Start);
        Encode.U32(image, at, 1);
        Encode.U32(image, at + 4, flags);
        Encode.U64(image, at + 16, start);
        Encode.U64(image, at + 40, (uint)(real.Max(static r => r.End) - start));
    }

    private static void Section(byte[] image, int index, uint name, uint type, long offset, long size, int link, int info, long align, long entry)
    {
        int at = SectionHeaders + (64 * index);
        Encode.U32(image, at, name);
        Encode.U32(image, at + 4, type);
        Encode.I64(image, at + 24, offset);
        Encode.I64(image, at + 32, size);
        Encode.U32(image, at + 40, (uint)link);
        Encode.U32(image, at + 44, (uint)info);
        Encode.I64(image, at + 48, align);
        Encode.I64(image, at + 56, entry);
    }
}
