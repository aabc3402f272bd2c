using System.Text;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.Elf;

/// <summary>
/// An ELF64 object file, executable or shared object for x86-64: its header and the tables that this names. What is damaged is told
/// and left out; contents are read when asked for.
/// </summary>
internal sealed class ElfFile
{
    private readonly string _name;
    private readonly Action<Problem> _report;
    private readonly LimitLog _log;
    private readonly ReadOnlyMemory<byte> _sectionNames;

    /// <summary>Throws <see cref="DumpException"/> MDB133 for a file of another kind.</summary>
    /// <param name="name">As given, for messages.</param>
    /// <param name="report">Told of each fault.</param>
    /// <param name="core">Whether a core of a process is what is expected.</param>
    public ElfFile(IByteSource bytes, string name, Action<Problem> report, bool core = false)
    {
        Bytes = bytes;
        _name = name;
        _report = report;
        _log = new LimitLog(name, report);
        Header = ElfHeader.TryRead(bytes.GetMemory(0, ElfHeader.Size).Span, out string fault, core)
            ?? throw new DumpException(new Problem("MDB133", $"{name}: {fault}"));
        Segments = ReadSegments();
        Sections = ReadSections(out uint names);
        _sectionNames = names != 0 && names < Sections.Count ? Contents(Sections[(int)names], Limits.ElfSectionNames) : default;
    }

    public IByteSource Bytes { get; }

    public ElfHeader Header { get; }

    public IReadOnlyList<ElfSegment> Segments { get; }

    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>Text and data as the program headers say.</summary>
    public ImageLayout Layout
    {
        get
        {
            ElfSegment data = Segments.LastOrDefault(s => s is { IsLoaded: true, IsWritable: true });
            ElfSegment text = Segments.LastOrDefault(s => s is { IsLoaded: true, IsWritable: false, IsExecutable: true });
            return new ImageLayout(Header.Entry, text.MemorySize, data.Address, data.MemorySize);
        }
    }

    /// <summary>The first section of a name; null where there is none.</summary>
    public ElfSection? Find(string name)
    {
        foreach (ElfSection section in Sections)
        {
            if (NameOf(section) == name)
            {
                return section;
            }
        }

        return null;
    }

    /// <summary>The name of a section; empty where the table of names does not hold it.</summary>
    public string NameOf(in ElfSection section)
    {
        ReadOnlySpan<byte> names = _sectionNames.Span;
        if (section.NameOffset >= names.Length)
        {
            return "";
        }

        ReadOnlySpan<byte> rest = names[(int)section.NameOffset..];
        bool goesOn = rest.Length > Limits.ElfSectionName && rest[Limits.ElfSectionName] != 0;
        rest = rest[..Math.Min(rest.Length, Limits.ElfSectionName)];
        int end = rest.IndexOf((byte)0);
        if (end < 0 && goesOn)
        {
            _log.Say(nameof(Limits.ElfSectionName),
                $"the name of the section at offset {section.Offset} has more than {Limits.ElfSectionName} bytes; such names are cut");
        }

        return Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]);
    }

    /// <summary>The bytes of a section; empty, and said, where it is larger than is believed or does not lie in the file.</summary>
    public ReadOnlyMemory<byte> Contents(in ElfSection section, int most)
    {
        if (section.Size == 0 || section.Type == ElfSection.NoBits)
        {
            return default;
        }

        if (section.Size <= (ulong)most && Fits(section.Offset, section.Size))
        {
            return Bytes.GetMemory((long)section.Offset, (int)section.Size);
        }

        _report(new Problem("MDB135", $"{_name}: section of type {section.Type} has {section.Size} bytes at offset {section.Offset}, "
            + $"expected at most {most} within {Bytes.Length} bytes; it is left out"));
        return default;
    }

    /// <summary>The symbols of the first table of a type and their names; <see cref="ElfSymbolSections.None"/> without one.</summary>
    /// <param name="type"><see cref="ElfSection.SymbolTable"/> or <see cref="ElfSection.DynamicSymbols"/>.</param>
    public ElfSymbolSections Symbols(uint type)
    {
        ElfSection table = Sections.FirstOrDefault(s => s.Type == type);
        if (table.Type != type)
        {
            return ElfSymbolSections.None;
        }

        ElfSection strings = table.Link < Sections.Count ? Sections[(int)table.Link] : default;
        if (table.EntrySize != ElfSymbolSections.SymbolSize || strings.Type != ElfSection.Strings)
        {
            _report(new Problem("MDB135", $"{_name}: symbol table has entries of {table.EntrySize} bytes and names in section {table.Link} of type "
                + $"{strings.Type}, expected {ElfSymbolSections.SymbolSize} and type {ElfSection.Strings}; it is left out"));
            return ElfSymbolSections.None;
        }

        ReadOnlyMemory<byte> symbols = Contents(table, Limits.Symbols * ElfSymbolSections.SymbolSize);
        return new ElfSymbolSections(
            symbols[..(symbols.Length / ElfSymbolSections.SymbolSize * ElfSymbolSections.SymbolSize)], Contents(strings, Limits.ElfStrings));
    }

    private ElfSegment[] ReadSegments()
    {
        bool areMany = Header.ProgramCount == ElfHeader.ManySegments && Header.SectionOffset != 0;
        ReadOnlySpan<byte> table = Table("e_ph", Header.ProgramOffset, areMany ? Math.Max(NoSection().Info, Header.ProgramCount) : Header.ProgramCount, Header.ProgramEntrySize, ElfSegment.Size);
        var segments = new ElfSegment[table.Length / ElfSegment.Size];
        for (int i = 0; i < segments.Length; i++)
        {
            segments[i] = ElfSegment.Read(table.Slice(i * ElfSegment.Size, ElfSegment.Size));
        }

        return segments;
    }

    /// <param name="names">Which section holds the names of sections.</param>
    private ElfSection[] ReadSections(out uint names)
    {
        names = Header.SectionNames;
        ulong count = Header.SectionCount;
        if (count == 0 && Header.SectionOffset != 0)
        {
            ElfSection numbers = NoSection();
            count = numbers.Size;
            names = numbers.Link;
        }

        ReadOnlySpan<byte> table = Table("e_sh", Header.SectionOffset, count, Header.SectionEntrySize, ElfSection.HeaderSize);
        var sections = new ElfSection[table.Length / ElfSection.HeaderSize];
        for (int i = 0; i < sections.Length; i++)
        {
            sections[i] = ElfSection.Read(table.Slice(i * ElfSection.HeaderSize, ElfSection.HeaderSize));
        }

        return sections;
    }

    /// <summary>The first section header, which is that of no section: it has the numbers that are larger than the fields of the file's header can say.</summary>
    private ElfSection NoSection()
    {
        ReadOnlySpan<byte> first = Table("e_sh", Header.SectionOffset, 1, Header.SectionEntrySize, ElfSection.HeaderSize);
        return first.IsEmpty ? default : ElfSection.Read(first);
    }

    private ReadOnlySpan<byte> Table(string field, ulong offset, ulong count, int entrySize, int expectedSize)
    {
        if (count == 0)
        {
            return default;
        }

        if (entrySize == expectedSize && count <= Limits.ElfSections && Fits(offset, count * (ulong)expectedSize))
        {
            return Bytes.GetMemory((long)offset, (int)count * expectedSize).Span;
        }

        _report(new Problem("MDB134", $"{_name}: {field}off is {offset}, {field}num {count}, {field}entsize {entrySize}, "
            + $"expected entries of {expectedSize} bytes, at most {Limits.ElfSections}, within {Bytes.Length} bytes; the table is left out"));
        return default;
    }

    private bool Fits(ulong offset, ulong length) => offset <= (ulong)Bytes.Length && length <= (ulong)Bytes.Length - offset;
}
