using DumpReader.Kernel;
using DumpReader.Kernel.Memory;

namespace Commands.Pipeline;

internal sealed partial class Session
{
    private KernelObjects? _kernel;
    private KmemAllocator? _kmem;

    /// <summary>Kernel objects of the target, with the layouts that were looked up so far.</summary>
    public KernelObjects Kernel => _kernel ??= new KernelObjects(Target.Memory, Target.Symbols, Target.Types);

    /// <summary>The mode of ::kmem_debug.</summary>
    public bool IsKmemDebugging { get; set; }

    /// <summary>The kernel's slab allocator.</summary>
    public KmemAllocator Kmem => _kmem ??= new KmemAllocator(Kernel);
}
