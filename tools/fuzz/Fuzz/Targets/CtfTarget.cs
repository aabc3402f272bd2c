using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace Fuzz.Targets;

/// <summary>A CTF container: as a file that stands alone, and as that of a module whose parent is sound, with a table of symbols.</summary>
internal sealed class CtfTarget : FuzzTarget
{
    private const int Names = 100;

    private readonly byte[] _parent = CtfSeeds.Parent();
    private readonly ElfSymbolSections _symbols = ElfSymbolSections.Find(SmallDump.Unix, "unix.0", out _)!;

    public override string Name => "ctf";

    protected override void Exercise(byte[] input)
    {
        var problems = new ProblemLog();
        try
        {
            foreach (CType type in CtfFile.Read("file", input, problems.Report))
            {
                TypeExercise.Ask(type);
            }
        }
        catch (DumpException refused)
        {
            Check(refused.Problem);
        }

        var own = new ElfSymbolTable("own", () => _symbols);
        var parent = new ElfSymbolTable("genunix", () => ElfSymbolSections.None);
        var catalog = new CtfCatalog([new CtfModule("genunix", () => _parent, parent), new CtfModule("own", () => input, own)], problems.Report);
        foreach (CType type in catalog.All().Take(4096))
        {
            TypeExercise.Ask(type);
        }

        foreach (CType type in catalog.All().Take(Names))
        {
            catalog.Find("own", type.Name, out _);
            if (type is ForwardType forward)
            {
                catalog.Define(forward);
            }
        }

        catalog.Find(null, "struct item *", out _);
        for (int i = 0; i < own.Count; i++)
        {
            catalog.OfSymbol(own[i], out _);
        }

        foreach (Problem problem in problems.All)
        {
            Check(problem);
        }
    }
}
