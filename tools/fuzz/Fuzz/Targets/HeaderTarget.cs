using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Fuzz.Targets;

/// <summary>An expanded dump: its header, symbols, table of frames, translations, pages, modules; opened and asked as a whole.</summary>
internal sealed class HeaderTarget : FuzzTarget
{
    public override string Name => "header";

    protected override void Exercise(byte[] input)
    {
        try
        {
            using KernelTarget target = DumpOpener.OpenKernel(new MemorySource(input), "vmcore.0");
            KernelExercise.Ask(target, Check);
        }
        catch (DumpException refused)
        {
            Check(refused.Problem);
        }
    }
}
