using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Kernel;
using DumpReader.Kernel.ModuleList;
using DumpReader.Pages;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace DumpReader.Targets;

/// <summary>A kernel crash dump. What opening does not need is read when first asked for: modules, their symbols, types.</summary>
internal sealed class KernelTarget : ITarget
{
    private readonly IByteSource _file;
    private readonly IByteSource? _symbolFile;
    private readonly ProblemLog _problems;
    private readonly ITranslations _map;
    private readonly PfnTable _pfns;
    private readonly IPageSource _pages;
    private readonly ulong _kernelSpace;
    private readonly Once<LoadedModules> _modules;
    private readonly Once<TypeCatalog> _types;

    /// <param name="file">The dump; owned from here on.</param>
    /// <param name="symbolFile">What <paramref name="image"/> lies in, if not in the dump; owned too.</param>
    /// <param name="image">Symbols of the kernel image.</param>
    /// <param name="compressed">What is known of the data where the dump is compressed.</param>
    /// <param name="settings">How it is read then.</param>
    public KernelTarget(
        IByteSource file, IByteSource? symbolFile, string name, DumpHeader header, ElfSymbolSections image, ProblemLog problems,
        bool moduleSymbols, CompressedDump? compressed = null, VmdumpSettings? settings = null)
    {
        _file = file;
        _symbolFile = symbolFile;
        _problems = problems;
        Name = name;
        Header = header;
        var symbols = new ElfSymbolTable(null, () => image) { Log = new LimitLog(name, problems.Report) };
        _kernelSpace = symbols.TryFind("kas", out Symbol kas)
            ? kas.Value
            : throw new DumpException(new Problem("MDB116", $"{name}: no symbol kas, without which kernel addresses cannot be translated"));

        _pfns = new PfnTable(file, header);
        if (compressed is null)
        {
            var map = new TranslationMap(file, header, problems.Report);
            _map = map;
            _pages = TailCheck.Open(file, header, name, map, _pfns, symbols, _kernelSpace, problems.Report);
        }
        else
        {
            TailCheck.ReportIncomplete(header, name, problems.Report);
            _map = new TranslationList(file, header, _pfns, name);
            _pages = VmdumpOpener.Open(file, compressed, name, problems.Report, settings);
        }

        Memory = new VirtualSpace(_kernelSpace, _map, _pfns, _pages);
        Physical = new PhysicalSpace(_pfns, _pages);
        _modules = new(() => LoadedModules.Read(Memory, symbols, moduleSymbols, problems.Report));
        _types = new(() => new CtfCatalog(_modules.Value.Types, problems.Report));
        Symbols = new KernelSymbolCatalog(symbols, new(() => _modules.Value.Symbols));
        Image = image.Layout;
        Dump = DumpSummaries.Of(header, name);
        Registers = ReadRegisters(symbols, out int lost);
        MissingRegisters = Registers.Count == 0
            ? new Problem("MDB505", "failed to read panicbuf and panic_reg -- current register set will be unavailable")
            : lost > 0 ? new Problem("MDB505", $"{lost} of {Registers.Count + lost} registers of the panic are not in the dump") : null;
        if (MissingRegisters is { } missing)
        {
            problems.Report(missing);
        }
    }

    /// <summary>The registers of the panic; none where opening is stopped before they are found.</summary>
    private IReadOnlyDictionary<string, ulong> ReadRegisters(SymbolTable symbols, out int lost)
    {
        try
        {
            return PanicRegisters.Read(Memory, symbols, () => Types, _problems.Report, out lost);
        }
        catch (WorkStoppedException)
        {
            lost = 0;
            return new Dictionary<string, ulong>();
        }
    }

    public string Kind => "kvm";

    public string Name { get; }

    public DumpHeader Header { get; }

    public DumpSummary Dump { get; }

    public ImageLayout? Image { get; }

    public AddressSpace Memory { get; }

    public AddressSpace Physical { get; }

    public SymbolCatalog Symbols { get; }

    public TypeCatalog Types => _types.Value;

    public IReadOnlyList<Module> Modules => _modules.Value.Modules;

    public IReadOnlyList<Problem> MissingModules => _modules.Value.Missing;

    public IReadOnlyDictionary<string, ulong> Registers { get; }

    public Problem? MissingRegisters { get; }

    public IReadOnlyList<Problem> Problems => _problems.All;

    /// <summary>Adds to <see cref="Problems"/>; safe from any thread.</summary>
    internal void Report(Problem problem) => _problems.Report(problem);

    public AddressSpace? UserSpace(ulong addressSpace) =>
        addressSpace == _kernelSpace ? Memory
        : _map.Holds(addressSpace) ? new VirtualSpace(addressSpace, _map, _pfns, _pages)
        : null;

    /// <summary>The pages of a compressed dump; null for an expanded one.</summary>
    internal VmdumpPages? Compressed => _pages as VmdumpPages;

    /// <summary>Closes the dump, and keeps the index of a compressed one where that was asked for and pays.</summary>
    public void Dispose()
    {
        Compressed?.Keep();
        _file.Dispose();
        _symbolFile?.Dispose();
    }
}
