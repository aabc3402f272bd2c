using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.Elf;

/// <summary>
/// Where an ELF file lies in memory: its PT_LOAD segments, or for a relocatable object, which has none, its allocated sections. These have
/// no addresses before they are linked: a section lies at its offset in the file, and one without contents behind the end of the file,
/// in order. So no two share an address, and an address is the place in the file.
/// </summary>
internal sealed class ElfLayout
{
    private const ulong BlankAlignment = 16;

    private readonly ElfFile _file;
    private readonly string _name;
    private readonly Action<Problem> _report;
    private readonly ulong[] _sections;

    public ElfLayout(ElfFile file, string name, Action<Problem> report)
    {
        _file = file;
        _name = name;
        _report = report;
        _sections = new ulong[file.Header.Type == ElfHeader.Relocatable ? file.Sections.Count : 0];
        Loads = Clean(_sections.Length > 0 ? OfSections() : OfSegments());
    }

    /// <summary>By ascending address; none overlaps another.</summary>
    public IReadOnlyList<ElfLoad> Loads { get; }

    /// <summary>
    /// The symbols with addresses as values. Those of a relocatable object count from the beginning of their section; what a common symbol has
    /// there is no place at all.
    /// </summary>
    public ElfSymbolSections Place(ElfSymbolSections symbols)
    {
        if (_sections.Length == 0 || symbols.Symbols.IsEmpty)
        {
            return symbols;
        }

        byte[] placed = symbols.Symbols.ToArray();
        ElfSymbolPlacing.Place(placed, _sections);
        return symbols with { Symbols = placed };
    }

    private IEnumerable<ElfLoad> OfSegments()
    {
        ElfSegment[] loads = [.. _file.Segments.Where(s => s.IsLoaded && s.MemorySize != 0)];
        if (loads.Length > 0 && loads.All(s => s.FileSize == 0))
        {
            _report(new Problem("MDB137", $"{_name}: no segment has contents in the file: it has symbols only"));
            return [];
        }

        return loads.Select(s => new ElfLoad("", s.Address, s.MemorySize, s.Offset, s.FileSize));
    }

    private List<ElfLoad> OfSections()
    {
        var loads = new List<ElfLoad>();
        ulong blank = (ulong)_file.Bytes.Length;
        for (int i = 0; i < _sections.Length; i++)
        {
            ElfSection section = _file.Sections[i];
            if (!section.IsAllocated)
            {
                continue;
            }

            bool isBlank = section.Type == ElfSection.NoBits;
            ulong address = section.Address != 0 ? section.Address : section.Offset;
            if (isBlank && section.Address == 0)
            {
                address = (blank + BlankAlignment - 1) & ~(BlankAlignment - 1);
                blank = unchecked(address + section.Size) < address ? address : address + section.Size;
            }

            _sections[i] = address;
            loads.Add(new ElfLoad(_file.NameOf(section), address, section.Size, section.Offset, isBlank ? 0 : section.Size));
        }

        return loads;
    }

    /// <summary>Sorts, and takes out what damage has made of the ranges.</summary>
    private List<ElfLoad> Clean(IEnumerable<ElfLoad> loads)
    {
        var clean = new List<ElfLoad>();
        ulong end = 0;
        foreach (ElfLoad load in loads.Where(l => l.Size != 0).OrderBy(l => l.Address))
        {
            ulong skip = load.Address < end ? end - load.Address : 0;
            ulong size = Math.Min(load.Size, ulong.MaxValue - load.Address);
            if (load.FileSize > load.Size || size != load.Size || skip != 0)
            {
                _report(new Problem("MDB136", $"{_name}: {load.Size:x} bytes at {load.Address:x}, {load.FileSize:x} of them in the file, "
                    + $"expected no more there, and from {end:x} on"));
            }

            if (skip >= size)
            {
                continue;
            }

            ulong fileSize = Math.Min(load.FileSize, size);
            ulong length = (ulong)_file.Bytes.Length;
            ulong present = load.Offset < length ? Math.Min(fileSize, length - load.Offset) : 0;
            if (present < fileSize)
            {
                _report(new Problem("MDB131", $"{_name}: {fileSize} bytes at offset {load.Offset} expected, the file ends at {length}"));
            }

            clean.Add(new ElfLoad(load.Name, load.Address + skip, size - skip, unchecked(load.Offset + skip), fileSize > skip ? fileSize - skip : 0)
            {
                Present = present > skip ? present - skip : 0,
            });
            end = load.Address + size;
        }

        return clean;
    }
}
