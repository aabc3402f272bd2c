using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;

namespace Fuzz.Targets;

/// <summary>The notes and segments of an ELF core. ClrMD is left out by a path that leads nowhere: its own reading is not ours.</summary>
internal sealed class CoreNotesTarget : FuzzTarget
{
    private const int Parts = 200;

    private readonly string _nowhere = Path.Combine(Path.GetTempPath(), "mdb-fuzz-no-such-folder", "core");

    public override string Name => "core";

    protected override void Exercise(byte[] input)
    {
        try
        {
            using CoreTarget target = ElfCoreOpener.Open(new MemorySource(input), "core", _nowhere, null, new OpenRequest());
            Ask(target);
        }
        catch (DumpException refused)
        {
            Check(refused.Problem);
        }
    }

    private static void Ask(CoreTarget target)
    {
        Span<byte> buffer = stackalloc byte[64];
        foreach (ProcessMapping mapping in target.Process.Mappings.Take(Parts))
        {
            target.Memory.Read(mapping.Base, buffer);
            target.Memory.Read(mapping.Base + mapping.Size - 8, buffer);
        }

        foreach (ProcessThread thread in target.Process.Threads.Take(Parts))
        {
            target.Memory.Read(thread.Registers.GetValueOrDefault("rsp"), buffer);
        }

        foreach (ProcessObject loaded in target.Process.Objects.Take(Parts))
        {
            target.Symbols.TryFind(loaded.Base, 0, out _);
            target.Memory.Read(loaded.Base + loaded.Size - 1, buffer);
        }

        target.Symbols.Find(null, "main", out _);
        foreach (Problem problem in target.Problems)
        {
            Check(problem);
        }
    }
}
