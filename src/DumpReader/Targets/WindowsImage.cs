using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace DumpReader.Targets;

/// <summary>
/// A program or library that a minidump names. Its symbols are what it exports, as the dump has it, or as its file has where that is there and
/// of the same build. What it does not export only its PDB names, which is not read.
/// </summary>
/// <param name="timeStamp">Of the one in memory, as the dump says.</param>
internal sealed class WindowsImage(ProcessObject of, uint timeStamp, AddressSpace memory, Action<Problem> report) : ProcessImage
{
    public override ElfSymbolSections Symbols(uint type)
    {
        if (type != ElfSection.DynamicSymbols)
        {
            return ElfSymbolSections.None;
        }

        ElfSymbolSections exports = PeImage.Read(memory, of.Base)?.Exports() ?? ElfSymbolSections.None;
        return exports.Symbols.IsEmpty && IsOfThisSystem(of.Path) ? OfFile() : exports;
    }

    public override void Dispose() { }

    private ElfSymbolSections OfFile()
    {
        try
        {
            using IByteSource file = NamedFile.Open(of.Path, Limits.ObjectFileBytes);
            if (PeHeaders.Read(file.GetMemory(0, PeHeaders.Most).Span) is not { } headers)
            {
                report(new Problem("MDB152", $"{of.Path}: no program of Windows for x86-64: the symbols of {of.Name} are not known"));
                return ElfSymbolSections.None;
            }

            if (headers.TimeStamp != timeStamp || headers.ImageSize != of.Size)
            {
                report(new Problem("MDB152", $"{of.Path}: another build than the one in the minidump at {of.Base:x}; its symbols are left out"));
                return ElfSymbolSections.None;
            }

            ElfLoad[] loads = [new ElfLoad("", of.Base, PeHeaders.Most, 0, PeHeaders.Most), .. headers.Sections(of.Base).Where(l => l.Address >= of.Base + PeHeaders.Most)];
            var space = new ElfSpace(file, [.. loads.Select(l => l with { Present = Present(file, l) })], withZeros: false);
            return PeImage.Read(space, of.Base)?.Exports() ?? ElfSymbolSections.None;
        }
        catch (DumpException e)
        {
            report(new Problem("MDB152", $"{e.Message}: the symbols of {of.Name} are not known"));
            return ElfSymbolSections.None;
        }
    }

    private static ulong Present(IByteSource file, ElfLoad load) =>
        load.Offset < (ulong)file.Length ? Math.Min(load.FileSize, (ulong)file.Length - load.Offset) : 0;

    /// <summary>A path of another system names nothing here, and one of another machine is not gone to because a dump says so.</summary>
    private static bool IsOfThisSystem(string path) =>
        Path.IsPathFullyQualified(path) && !path.StartsWith(@"\\", StringComparison.Ordinal) && !path.StartsWith("//", StringComparison.Ordinal);
}
