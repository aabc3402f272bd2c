using System.Globalization;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Triage;

/// <summary>A function on the stack of a panic.</summary>
/// <param name="Module">Kernel module; null where the address lies in none.</param>
/// <param name="Function">Name; the address in hex where it has no symbol.</param>
/// <param name="Offset">Bytes into it.</param>
internal sealed record PanicFrame(string? Module, string Function, ulong Offset)
{
    private const string KernelImage = "unix";

    public static PanicFrame Of(Session session, ulong pc) => session.TryFind(pc, out Symbol symbol, out ulong offset)
        ? new PanicFrame(symbol.Table.Module ?? ModuleOf(session, pc) ?? KernelImage, symbol.Name, offset)
        : new PanicFrame(ModuleOf(session, pc), $"0x{pc:x}", 0);

    /// <summary>The symbols of a kernel are in one table; its module is the one whose text the function lies in.</summary>
    private static string? ModuleOf(Session session, ulong pc) =>
        session.Target.Modules.FirstOrDefault(m => pc - m.TextBase < m.TextSize)?.Name;

    /// <summary>From the text that <see cref="ToString"/> gives.</summary>
    public static PanicFrame Parse(string text)
    {
        int quote = text.IndexOf('`', StringComparison.Ordinal);
        int plus = text.LastIndexOf("+0x", StringComparison.Ordinal);
        return quote > 0 && plus > quote && ulong.TryParse(text.AsSpan(plus + 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong offset)
            ? new PanicFrame(text[..quote], text[(quote + 1)..plus], offset)
            : new PanicFrame(null, text, 0);
    }

    /// <summary>Without what a new build or another place in memory changes.</summary>
    public string StableName => IsNamed ? $"{Module}`{Function}" : $"{Module}`?";

    public override string ToString() => IsNamed ? $"{Module}`{Function}+0x{Offset:x}" : Function;

    private bool IsNamed => !Function.StartsWith("0x", StringComparison.Ordinal);
}
