using DumpBuilder.Image;
using DumpBuilder.Kernel;

namespace DumpBuilder;

/// <summary>
/// A crash dump to be written: modules with symbols and types, and regions of memory whose contents are produced while the file
/// is written. The same calls give the same bytes on every machine. Memory use grows with the number of regions and by 8 bytes
/// a page, not with the contents.
/// </summary>
public sealed partial class DumpImage
{
    private readonly List<KernelModule> _modules = [];
    private readonly List<Region> _regions = [];
    private readonly Dictionary<string, ulong> _registers = new(StringComparer.Ordinal);

    public DumpFacts Facts { get; set; } = new();

    /// <summary>Loaded modules in load order.</summary>
    public IReadOnlyList<KernelModule> Modules => _modules;

    /// <summary>Where module structures, symbol tables and CTF are put in kernel memory.</summary>
    public ulong ModuleArena { get; init; } = 0xfffffe5ae0000000;

    /// <summary>Adds a module. The first is the head of the module list (unix); the one called genunix holds the types that all share.</summary>
    public KernelModule AddModule(string name)
    {
        var module = new KernelModule(name);
        _modules.Add(module);
        return module;
    }

    /// <summary>Sets a register of the panicking CPU; names as in panicbuf: <c>rip</c>, <c>rsp</c>, <c>r15</c>.</summary>
    /// <exception cref="ArgumentException">No such register.</exception>
    public void SetRegister(string name, ulong value)
    {
        if (!PanicBuffer.IsRegister(name))
        {
            throw new ArgumentException($"no such register: {name}", nameof(name));
        }

        _registers[name] = value;
    }

    /// <summary>Address of the first symbol of that name, in module order; null where there is none.</summary>
    public ulong? FindSymbol(string name) => Symbol(name)?.Value;

    /// <summary>Puts bytes at an address; what is added later overwrites what was there.</summary>
    /// <param name="address">Virtual address.</param>
    /// <param name="bytes">Not copied.</param>
    /// <param name="space">Address of the <c>struct as</c> for memory of a process; 0 for the kernel.</param>
    public void Add(ulong address, byte[] bytes, ulong space = 0) =>
        AddRegion(address, (ulong)bytes.Length, w => w.Write(w.Address, bytes), space);

    /// <summary>Puts a region at an address whose contents are written when the dump is; the pages it touches are in the dump.</summary>
    /// <param name="address">Virtual address.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="content">Called once for each <see cref="Write"/>, in the order of the calls to this method.</param>
    /// <param name="space">Address of the <c>struct as</c> for memory of a process; 0 for the kernel.</param>
    public void AddRegion(ulong address, ulong length, Action<RegionWriter> content, ulong space = 0)
    {
        if (length > 0 && address + (length - 1) < address)
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"{address:x},{length:x} runs beyond the end of the address space");
        }

        _regions.Add(new Region(address, length, content, space));
    }

    /// <summary>Writes the two files of the dump, over existing ones.</summary>
    /// <exception cref="InvalidOperationException">
    /// The symbol <c>kas</c>, or <c>modules</c>, is missing, or what lies at a symbol runs beyond the end of the address space.
    /// </exception>
    public void Write(string unixPath, string vmcorePath)
    {
        ulong kernel = FindSymbol("kas") ?? throw new InvalidOperationException("a dump needs the symbol kas");
        List<Region> regions = [.. KernelRegions(), .. _regions];
        var plan = PagePlan.Make(kernel, regions.Select(r => (r.Space == 0 ? kernel : r.Space, r.Address, r.Length)));
        byte[] ksyms = KsymsImage.Make(_modules);
        File.WriteAllBytes(unixPath, ksyms);
        var layout = new Layout(ksyms.Length, plan.Count);
        using (var file = new FileStream(vmcorePath, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            file.Write(HeaderBlock.Make(Facts, layout));
            file.Write(ksyms);
            file.Position = layout.PfnTable;
            PfnTable(file, plan);
            file.Position = layout.Map;
            TranslationMap.Write(file, plan.Translations, layout);
        }

        using var handle = File.OpenHandle(vmcorePath, FileMode.Open, FileAccess.ReadWrite);
        var store = new PageStore(handle, layout.Data, layout.Pages);
        foreach (Region r in regions)
        {
            r.Content(new RegionWriter(store, plan, r.Space == 0 ? kernel : r.Space, r.Address, r.Length));
        }

        store.Finish();
    }

    private static void PfnTable(FileStream to, PagePlan plan)
    {
        Span<byte> entry = stackalloc byte[8];
        for (long i = 0; i < plan.Count; i++)
        {
            Encode.U64(entry, 0, PagePlan.PfnOf(i));
            to.Write(entry);
        }
    }

    private List<Region> KernelRegions()
    {
        var regions = new List<Region>();
        foreach (KernelSymbol function in Functions)
        {
            regions.Add(new Region(function.Value, FunctionText.Length(function), FunctionText.Write, 0));
        }

        if (_modules.Count > 0)
        {
            ulong head = FindSymbol("modules") ?? throw new InvalidOperationException("a dump with modules needs the symbol modules");
            ModuleMemory.Add(_modules, head, new Arena(ModuleArena), Put);
        }

        PutAt("utsname", static (f, _) => HeaderBlock.Utsname(f));
        PutAt("platform", static (f, _) => Text(f.Platform, 257));
        PutAt("dump_osimage_uuid", static (f, _) => Text(f.Uuid, 37));
        PutAt("panicbuf", static (f, registers) => PanicBuffer.Make(f, registers));
        if (FindSymbol("panicbuf") is { } buffer && Facts.PanicString.Length > 0)
        {
            byte[] pointer = new byte[8];
            Encode.U64(pointer, 0, buffer + (ulong)PanicBuffer.MessageOffset);
            PutAt("panicstr", (_, _) => pointer);
        }

        return regions;

        void Put(ulong address, byte[] bytes)
        {
            if (bytes.Length > 0 && address + (ulong)(bytes.Length - 1) < address)
            {
                throw new InvalidOperationException($"a dump has no room for {bytes.Length:x} bytes at {address:x}: they run beyond the end of the address space");
            }

            regions.Add(new Region(address, (ulong)bytes.Length, w => w.Write(address, bytes), 0));
        }

        void PutAt(string symbol, Func<DumpFacts, IReadOnlyDictionary<string, ulong>, byte[]> make)
        {
            if (FindSymbol(symbol) is { } address)
            {
                Put(address, make(Facts, _registers));
            }
        }
    }

    private static byte[] Text(string text, int size)
    {
        byte[] bytes = new byte[size];
        Encode.Text(bytes, 0, size, text);
        return bytes;
    }

    internal KernelSymbol? Symbol(string name) => _modules.SelectMany(static m => m.Symbols).FirstOrDefault(s => s.Name == name);

    /// <summary>Bytes of what was added and of the text of functions, counted again where it overlaps.</summary>
    internal ulong RegionBytes =>
        Functions.Aggregate(_regions.Aggregate(0UL, static (sum, r) => sum + r.Length), static (sum, f) => sum + FunctionText.Length(f));

    private IEnumerable<KernelSymbol> Functions => _modules.SelectMany(static m => m.Symbols).Where(static s => s.Type == KernelSymbol.Function);

    private readonly record struct Region(ulong Address, ulong Length, Action<RegionWriter> Content, ulong Space);
}
