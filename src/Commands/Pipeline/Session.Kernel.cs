using DumpReader.Kernel;

namespace Commands.Pipeline;

internal sealed partial class Session
{
    private KernelObjects? _kernel;

    /// <summary>Kernel objects of the target, with the layouts that were looked up so far.</summary>
    public KernelObjects Kernel => _kernel ??= new KernelObjects(Target.Memory, Target.Symbols, Target.Types);
}
