using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Kernel;
using DumpReader.Kernel.ModuleList;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types.Ctf;

namespace DumpReader.Targets;

/// <summary>The module list of a dump and what hangs on it: a symbol table and a CTF container a module, none of them read yet.</summary>
/// <param name="Missing">Why modules are missing from the list.</param>
internal sealed record LoadedModules(
    IReadOnlyList<Module> Modules, IReadOnlyList<ModuleSymbols> Symbols, IReadOnlyList<CtfModule> Types, IReadOnlyList<Problem> Missing)
{
    public static LoadedModules Read(AddressSpace memory, SymbolTable image, bool withSymbols, Action<Problem> report)
    {
        if (!image.TryFind("modules", out Symbol head))
        {
            var none = new Problem("MDB501", "no symbol modules: neither modules nor types are known");
            report(none);
            return new LoadedModules([], [], [], [none]);
        }

        var missing = new List<Problem>();
        IReadOnlyList<ModuleEntry> entries = new ModuleListReader(memory, report, missing.Add).Read(head.Value);
        var symbols = new List<ModuleSymbols>(entries.Count);
        var types = new List<CtfModule>(entries.Count);
        foreach (ModuleEntry entry in entries)
        {
            Module module = entry.Module;
            var table = new ElfSymbolTable(module.Name, () => entry.Symbols is { } place
                ? ModulePlaces.Load(memory, module.Name, place)
                : ElfSymbolSections.None with { Missing = entry.Wrong })
            { Log = new LimitLog($"module {module.Name}", report) };
            if (withSymbols)
            {
                symbols.Add(new ModuleSymbols(
                    module.Name,
                    [
                        AddressRange.Sized(module.TextBase, module.TextSize), AddressRange.Sized(module.DataBase, module.DataSize),
                        AddressRange.Sized(module.BssBase, module.BssSize),
                    ],
                    table));
            }

            types.Add(new CtfModule(module.Name, () => memory.GetMemory(module.CtfAddress, (int)module.CtfSize), table) { Contains = module.Contains });
        }

        return new LoadedModules([.. entries.Select(e => e.Module)], symbols, types, missing);
    }
}
