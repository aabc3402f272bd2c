using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Triage;

/// <summary>A function on the stack of a panic.</summary>
/// <param name="Module">Kernel module; null where the address has no symbol.</param>
/// <param name="Function">Name; the address in hex where it has no symbol.</param>
/// <param name="Offset">Bytes into it.</param>
internal sealed record PanicFrame(string? Module, string Function, ulong Offset)
{
    private const string KernelImage = "unix";

    public static PanicFrame Of(Session session, ulong pc) => session.TryFind(pc, out Symbol symbol, out ulong offset)
        ? new PanicFrame(symbol.Table.Module ?? KernelImage, symbol.Name, offset)
        : new PanicFrame(null, $"0x{pc:x}", 0);

    /// <summary>Without what a new build or another place in memory changes.</summary>
    public string StableName => Module is null ? "?" : $"{Module}`{Function}";

    public override string ToString() => Module is null ? Function : $"{Module}`{Function}+0x{Offset:x}";
}
