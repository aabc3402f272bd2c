using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace Fuzz.Targets;

/// <summary>Asks an open kernel dump for a bit of everything it has.</summary>
internal static class KernelExercise
{
    private const int Symbols = 40;
    private const int Types = 200;
    private const int Elements = 300;

    public static void Ask(KernelTarget target, Action<Problem> check)
    {
        Span<byte> buffer = stackalloc byte[512];
        foreach (SymbolTable table in target.Symbols.Tables)
        {
            for (int i = 0; i < table.Count; i += 1 + (table.Count / Symbols))
            {
                Symbol symbol = table[i];
                target.Memory.Read(symbol.Value, buffer);
                target.Memory.TrySpan(symbol.Value, 64, out _);
                target.Symbols.TryFind(symbol.Value + 1, 0, out _);
                target.Symbols.Find(table.Module, symbol.Name, out _);
                target.Types.OfSymbol(symbol, out _);
                if (target.Memory.TryGetPhysical(symbol.Value, out PhysicalAddress physical))
                {
                    target.Physical.Read(physical.Value, buffer);
                }
            }
        }

        foreach (CType type in target.Types.All().Take(Types))
        {
            TypeExercise.Ask(type);
        }

        var objects = new KernelObjects(target.Memory, target.Symbols, target.Types);
        _ = ThreadList.All(objects, fault => target.Report(fault.Problem)).Take(Elements).Count();
        _ = ProcessTree.All(objects, fault => target.Report(fault.Problem)).Take(Elements).Count();
        target.UserSpace(target.Header.PageCount > 0 ? 0x1000u : 0);
        foreach (Problem problem in target.Problems)
        {
            check(problem);
        }
    }
}
