using Commands.Dcmds.Kernel;
using DumpReader.Kernel;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>Addresses in the text, data, bss or symbol table of a kernel module.</summary>
internal sealed class WhatisModules : WhatisHandler
{
    /// <summary>Size of an Elf64_Sym.</summary>
    private const ulong SymbolSize = 24;

    public override string Name => "genunix`modules";

    public override void Search(WhatisSearch search)
    {
        CType? type = search.Call.Session.FindType("struct module", out _);
        foreach (Module module in search.Call.Run.ReadModules())
        {
            if (search.IsDone)
            {
                return;
            }

            Segment(search, module, module.TextBase, module.TextSize, "text segment");
            Segment(search, module, module.DataBase, module.DataSize, "data segment");
            Segment(search, module, module.BssBase, module.BssSize, "bss segment");
            if (type is not null && module.ModuleAddress != 0)
            {
                Symbols(search, module, new Value(search.Call.Target.Memory, type, module.ModuleAddress));
            }
        }
    }

    private static void Segment(WhatisSearch search, Module module, ulong start, ulong size, string what)
    {
        foreach (ulong address in search.Within(start, size))
        {
            search.FoundSymbolic(new WhatisFinding(address, start, "module", $"in {module.Name}'s {what}") { Name = module.Name });
        }
    }

    private static void Symbols(WhatisSearch search, Module module, Value value)
    {
        foreach (ulong address in search.Within(value.Number("symtbl"), value.Number("nsyms") * SymbolSize)
            .Concat(search.Within(value.Number("symspace"), value.Number("symsize"))))
        {
            search.Found(new WhatisFinding(address, address, "module", $"in {module.Name}'s symtab") { Name = module.Name });
        }
    }
}
