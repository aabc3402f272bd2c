using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace Fuzz.Targets;

/// <summary>Symbols of an ELF file: as a symbol file beside a dump, and as a program or object that is looked at by itself.</summary>
internal sealed class SymbolsTarget : FuzzTarget
{
    private const int Lookups = 200;

    public override string Name => "symbols";

    protected override void Exercise(byte[] input)
    {
        if (ElfSymbolSections.Find(input, "unix.0", out Problem wrong) is { } sections)
        {
            Ask(new ElfSymbolTable(null, () => sections));
        }
        else
        {
            Check(wrong);
        }

        var problems = new ProblemLog();
        try
        {
            KernelImage image = KernelImage.Choose(SmallDump.Unix, default, "vmcore.0", input, "unix.0", force: false, problems.Report);
            Ask(new ElfSymbolTable(null, () => image.Sections));
        }
        catch (DumpException refused)
        {
            Check(refused.Problem);
        }

        foreach (Problem problem in problems.All)
        {
            Check(problem);
        }

        try
        {
            using var target = new ElfTarget(new MemorySource(input), "program");
            Ask(target);
        }
        catch (DumpException refused)
        {
            Check(refused.Problem);
        }
    }

    private static void Ask(ElfTarget target)
    {
        Span<byte> buffer = stackalloc byte[64];
        foreach (ObjectMapping mapping in target.Elf!.Mappings.Take(Lookups))
        {
            target.Memory.Read(mapping.Base, buffer);
            target.Elf.Contents.Read(mapping.Base, buffer);
        }

        foreach (SymbolTable table in target.Symbols.Tables)
        {
            Ask(table);
            for (int i = 0; i < Math.Min(table.Count, Lookups); i++)
            {
                target.Types.OfSymbol(table[i], out _);
                target.Symbols.Find(null, table[i].Name, out _);
                target.Symbols.TryFind(table[i].Value, 0, out _);
            }
        }

        foreach (CType type in target.Types.All().Take(Lookups))
        {
            TypeExercise.Ask(type);
        }

        foreach (Problem problem in target.Problems)
        {
            Check(problem);
        }
    }

    private static void Ask(SymbolTable table)
    {
        int step = 1 + (table.Count / Lookups);
        for (int i = 0; i < table.Count; i += step)
        {
            Symbol symbol = table[i];
            table.TryFind(symbol.Name, out _);
            table.TryFindAtOrBelow(symbol.Value + symbol.Size, out _);
            table.Covers(symbol.Value);
        }
    }
}
