using DumpReader.Formats.IllumosCrash;
using DumpReader.Kernel;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace DumpReader;

/// <summary>
/// An open illumos kernel crash dump. Immutable and safe for concurrent use until disposed; spans and memory taken from it end with it.
/// </summary>
public sealed partial class CrashDump : IDisposable
{
    private readonly KernelTarget _target;

    private CrashDump(KernelTarget target) => _target = target;

    /// <summary>
    /// Opens a dump that carries its own symbols (vmcore.N), or the one dump in a directory. Throws <see cref="DumpException"/> with one
    /// line that says what is wrong and where.
    /// </summary>
    public static CrashDump Open(string path) => Open(new OpenRequest { Operands = [path], Kernel = true });

    /// <summary>Opens a symbol file and its dump: unix.N and vmcore.N.</summary>
    public static CrashDump Open(string unix, string vmcore) => Open(new OpenRequest { Operands = [unix, vmcore], Kernel = true });

    /// <summary>Opens what a request names, which must be a kernel crash dump.</summary>
    public static CrashDump Open(OpenRequest request)
    {
        ITarget target = DumpOpener.Open(request);
        if (target is KernelTarget kernel)
        {
            return new CrashDump(kernel);
        }

        target.Dispose();
        throw new DumpException(new Problem("MDB102", "no kernel crash dump was named"));
    }

    /// <summary>The header as stored.</summary>
    public DumpHeader Header => _target.Header;

    /// <summary>What the commands of the debugger see.</summary>
    public ITarget Target => _target;

    /// <summary>Kernel virtual memory.</summary>
    public AddressSpace Memory => _target.Memory;

    public SymbolCatalog Symbols => _target.Symbols;

    public TypeCatalog Types => _target.Types;

    /// <summary>Loaded kernel modules in load order, unix first.</summary>
    public IReadOnlyList<Module> Modules => _target.Modules;

    /// <summary>What has been found wrong or missing so far, in order.</summary>
    public IReadOnlyList<Problem> Problems => _target.Problems;

    public void Dispose() => _target.Dispose();
}
