using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace DumpReader.Targets;

/// <summary>
/// An ELF object, executable or shared object without a process: its memory as it would be at the start, its symbols, and its types from
/// <c>.SUNW_ctf</c>. Tables are read when first asked for.
/// </summary>
internal sealed class ElfTarget : ITarget
{
    private readonly ElfFile _file;
    private readonly ProblemLog _problems = new();
    private readonly ElfSymbolTable _symbols;
    private readonly ElfSymbolTable _dynamic;

    /// <summary>Throws <see cref="DumpException"/> where the file is no ELF64 file for x86-64 that can be looked at.</summary>
    /// <param name="file">Owned from here on, unless this throws.</param>
    /// <param name="name">As given, for messages.</param>
    public ElfTarget(IByteSource file, string name)
    {
        _file = new ElfFile(file, name, _problems.Report);
        var layout = new ElfLayout(_file, name, _problems.Report);
        string objectName = Path.GetFileName(name);
        _symbols = Table(ElfSection.SymbolTable);
        _dynamic = Table(ElfSection.DynamicSymbols);
        Symbols = new ObjectSymbolCatalog(objectName, _symbols, _dynamic);
        Types = new CtfCatalog([new CtfModule(objectName, () => ElfTypes.Read(_file), TableOfTypes())], _problems.Report);
        Memory = new ElfSpace(file, layout.Loads, withZeros: true);
        Image = _file.Layout;
        Elf = new ObjectSummary(
            name, objectName, (ObjectKind)_file.Header.Type,
            [.. layout.Loads.Select(l => new ObjectMapping(l.Name.Length > 0 ? l.Name : objectName, l.Address, l.Size))],
            new ElfSpace(file, layout.Loads, withZeros: false),
            new FileSpace(file));

        ElfSymbolTable Table(uint type) => new(null, () => layout.Place(_file.Symbols(type)))
        {
            ObjectName = objectName,
            Log = new LimitLog(name, _problems.Report),
            IsDynamic = type == ElfSection.DynamicSymbols,
        };
    }

    public string Kind => "proc";

    public AddressSpace Memory { get; }

    public SymbolCatalog Symbols { get; }

    public TypeCatalog Types { get; }

    public ImageLayout? Image { get; }

    public ObjectSummary? Elf { get; }

    public IReadOnlyList<Problem> Problems => _problems.All;

    public void Dispose() => _file.Bytes.Dispose();

    /// <summary>The table in whose order the types of symbols run: the section names it.</summary>
    private ElfSymbolTable TableOfTypes() =>
        _file.Find(ElfTypes.Section) is { } section && section.Link < _file.Sections.Count
        && _file.Sections[(int)section.Link].Type == ElfSection.DynamicSymbols ? _dynamic : _symbols;
}
