using DumpReader.Formats.Elf;
using DumpReader.Problems;

namespace DumpReader.Symbols;

/// <summary>
/// The symbols of the kernel image: those in the dump itself, which are always of the kernel that crashed, checked against the
/// symbol file that was named beside it.
/// </summary>
/// <param name="IsBeside">They are slices of the symbol file, which must stay open.</param>
internal sealed record KernelImage(ElfSymbolSections Sections, bool IsBeside)
{
    /// <summary>
    /// Chooses the symbols to use. A symbol file that is not ELF is reported and passed over; one of another build is refused with
    /// <see cref="DumpException"/> MDB117 unless <paramref name="force"/>, and then used.
    /// </summary>
    /// <param name="embedded">The image in the dump; empty where it has none, for the reason in <paramref name="noEmbedded"/>.</param>
    /// <param name="file">Content of the symbol file; null where none was named.</param>
    public static KernelImage Choose(
        ReadOnlyMemory<byte> embedded, Problem noEmbedded, string dumpName, ReadOnlyMemory<byte>? file, string fileName, bool force, Action<Problem> report)
    {
        if (file is { } bytes && bytes.Length == embedded.Length && bytes.Span.SequenceEqual(embedded.Span))
        {
            file = null;
        }

        Problem wrongInside = noEmbedded;
        ElfSymbolSections? inside = embedded.Length == 0 ? null : ElfSymbolSections.Find(embedded, dumpName + ": ksyms", out wrongInside);
        if (file is null)
        {
            return new KernelImage(inside ?? throw new DumpException(wrongInside), false);
        }

        ElfSymbolSections? outside = ElfSymbolSections.Find(file.Value, fileName, out Problem wrongOutside);
        if (outside is null)
        {
            report(wrongOutside with { Message = wrongOutside.Message + "; using the symbols in the dump" });
            return new KernelImage(inside ?? throw new DumpException(wrongOutside), false);
        }

        if (inside is not null && Difference(inside, outside) is { } difference)
        {
            var problem = new Problem("MDB117", $"{fileName}: symbols of another kernel than that of {dumpName}: {difference}");
            if (!force)
            {
                throw new DumpException(problem with { Message = problem.Message + " (--force opens it all the same)" });
            }

            report(problem);
        }

        return new KernelImage(outside, true);
    }

    /// <summary>
    /// How the symbol file differs from the image in the dump. It need not be the same file: the kernel's own unix has the symbols of
    /// fewer modules. But what both name lies at one address.
    /// </summary>
    private static string? Difference(ElfSymbolSections inside, ElfSymbolSections outside)
    {
        var dump = new ElfSymbolTable(null, () => inside);
        var file = new ElfSymbolTable(null, () => outside);
        bool common = false;
        var symbols = new SymbolBytes(inside.Symbols.Span);
        for (int i = 0; i < symbols.Count; i++)
        {
            if (symbols[i].Info >> 4 == (int)SymbolBinding.Local || symbols.Value(i) == 0)
            {
                continue;
            }

            Symbol symbol = dump[i];
            if (file.TryFind(symbol.Name, out Symbol other))
            {
                common = true;
                if (other.Binding != SymbolBinding.Local && other.Value != symbol.Value)
                {
                    return $"{symbol.Name} is at {other.Value:x}, in the dump at {symbol.Value:x}";
                }
            }
        }

        return common ? null : "no symbol in common";
    }
}
