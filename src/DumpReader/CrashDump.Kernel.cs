using DumpReader.Kernel;

namespace DumpReader;

public sealed partial class CrashDump
{
    private KernelObjects? _kernel;

    /// <summary>
    /// Every thread of the kernel (<c>allthreads</c>). Where damage ends the list early, or the dump has no types, <see cref="Problems"/>
    /// says so.
    /// </summary>
    public IEnumerable<KernelThread> Threads => ThreadList.All(Kernel, Report).Select(thread => new KernelThread(Kernel, thread));

    /// <summary>Every process, each before its children (<c>p0</c>, p_child, p_sibling).</summary>
    public IEnumerable<KernelProcess> Processes => ProcessTree.All(Kernel, Report).Select(process => new KernelProcess(Kernel, process));

    private KernelObjects Kernel => _kernel ??= new KernelObjects(Memory, Symbols, Types);

    private void Report(WalkFault fault) => _target.Report(fault.Problem);
}
