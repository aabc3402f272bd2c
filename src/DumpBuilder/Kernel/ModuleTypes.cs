using DumpReader.Types;
using DumpReader.Types.Ctf;

namespace DumpBuilder.Kernel;

/// <summary>The CTF of each module: genunix is the parent of all others.</summary>
internal static class ModuleTypes
{
    public const string Parent = "genunix";

    /// <summary>A container for each module that has types of its own or symbols of known type; null for the others.</summary>
    public static byte[]?[] Make(IReadOnlyList<KernelModule> modules)
    {
        KernelModule? shared = modules.FirstOrDefault(static m => m.Name == Parent);
        CtfWriter? parent = shared is null ? null : Fill(new CtfWriter(), shared);
        byte[]?[] containers = new byte[]?[modules.Count];
        for (int i = 0; i < modules.Count; i++)
        {
            KernelModule module = modules[i];
            if (module == shared)
            {
                containers[i] = parent!.ToBytes();
            }
            else if (module.Types.Count > 0 || module.Symbols.Any(static s => s.Declared is not null))
            {
                CtfWriter writer = parent is null ? new CtfWriter() : new CtfWriter(parent, Parent);
                containers[i] = Fill(writer, module).ToBytes();
            }
        }

        return containers;
    }

    private static CtfWriter Fill(CtfWriter writer, KernelModule module)
    {
        foreach (CType type in module.Types)
        {
            writer.Add(type);
        }

        // libctf passes these by when it counts symbols.
        foreach (KernelSymbol symbol in module.SymbolsInOrder.Where(static s => s.Name is not ("" or "_START_" or "_END_")))
        {
            if (symbol.Type == KernelSymbol.Function)
            {
                writer.AddFunction(symbol.Declared as FunctionType);
            }
            else
            {
                writer.AddObject(symbol.Declared);
            }
        }

        return writer;
    }
}
