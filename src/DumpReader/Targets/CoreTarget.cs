using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Kernel;
using DumpReader.Managed;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Targets;

/// <summary>A process as a core or a minidump left it. Symbols are read, from the files that it names, when first asked for.</summary>
internal sealed class CoreTarget : ITarget
{
    private readonly IByteSource _file;
    private readonly DataTarget? _data;
    private readonly ProblemLog _problems;
    private readonly IReadOnlyList<ProcessImage> _objects;

    /// <param name="file">Owned from here on.</param>
    /// <param name="data">The same file as ClrMD sees it; owned too. Null where it cannot.</param>
    /// <param name="managed">.NET in it; owned too. Null where ClrMD cannot open the file.</param>
    /// <param name="objects">What <see cref="ProcessSummary.Objects"/> are, in that order, as far as that is known; owned too.</param>
    public CoreTarget(
        IByteSource file, DataTarget? data, ManagedProcess? managed, ProcessSummary process, AddressSpace memory,
        IReadOnlyList<(ProcessObject Object, ProcessImage Image)> objects,
        ProblemLog problems)
    {
        _file = file;
        _data = data;
        _problems = problems;
        _objects = [.. objects.Select(o => o.Image)];
        Process = process;
        Managed = managed;
        Memory = memory;
        Stack = new ProcessStack(memory, objects, process.Mappings);
        Registers = process.Threads.Count > 0 ? process.Threads[0].Registers : new Dictionary<string, ulong>();
        ObjectSymbols[] symbols =
        [
            .. objects.Select((o, i) => new ObjectSymbols(
                o.Object.Name, o.Object.Base, o.Object.Size,
                [Table(o, ElfSection.SymbolTable, i == 0, problems), Table(o, ElfSection.DynamicSymbols, i == 0, problems)])),
        ];
        Symbols = new ProcessSymbolCatalog(symbols);
        Types = new CtfCatalog(
            objects.Count == 0 ? [] : [new CtfModule(objects[0].Object.Name, () => ElfTypes.Read(objects[0].Image.Elf), (ElfSymbolTable)symbols[0].Tables[0])],
            problems.Report);
    }

    public string Kind => "proc";

    public ProcessSummary Process { get; }

    public ProcessStack? Stack { get; }

    public ManagedProcess? Managed { get; }

    public AddressSpace Memory { get; }

    public AddressSpace? Physical => null;

    public SymbolCatalog Symbols { get; }

    public TypeCatalog Types { get; }

    public IReadOnlyList<Module> Modules => [];

    public IReadOnlyDictionary<string, ulong> Registers { get; }

    public IReadOnlyList<Problem> Problems => _problems.All;

    public AddressSpace? UserSpace(ulong addressSpace) => null;

    public void Dispose()
    {
        foreach (ProcessImage image in _objects)
        {
            image.Dispose();
        }

        Managed?.Dispose();
        _data?.Dispose();
        _file.Dispose();
    }

    /// <summary>Symbols of the program stand without its name, as in stock mdb.</summary>
    private static ElfSymbolTable Table((ProcessObject Object, ProcessImage Image) of, uint type, bool isProgram, ProblemLog problems) =>
        new(isProgram ? null : of.Object.Name, () => of.Image.Symbols(type))
        {
            ObjectName = of.Object.Name,
            Log = new LimitLog(of.Object.Path, problems.Report),
            IsDynamic = type == ElfSection.DynamicSymbols,
        };
}
