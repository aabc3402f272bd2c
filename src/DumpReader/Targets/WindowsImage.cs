using DumpReader.Bytes;
using DumpReader.Cpu.Unwinding;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace DumpReader.Targets;

/// <summary>
/// A program or library that a minidump names. Its symbols are what it exports, as the dump has it, or as its file has where that is there and
/// of the same build. What it does not export only its PDB names, which is not read. Its functions are those of its exception directory, of
/// which the file has what the dump lacks.
/// </summary>
internal sealed class WindowsImage : ProcessImage
{
    private const int ExceptionDirectory = 3; // IMAGE_DIRECTORY_ENTRY_EXCEPTION

    private readonly ProcessObject _object;
    private readonly uint _timeStamp;
    private readonly string? _chosen;
    private readonly AddressSpace _memory;
    private readonly Action<Problem> _report;
    private readonly LimitLog _log;
    private readonly Once<(IByteSource Bytes, ElfSpace Space)?> _file;
    private readonly Once<WindowsFrames?> _functions;

    /// <param name="timeStamp">Of the one in memory, as the dump says.</param>
    /// <param name="chosen">Where to look for its file, if a person said so; else it is looked for where the dump says.</param>
    /// <param name="memory">What the dump itself holds.</param>
    public WindowsImage(ProcessObject of, uint timeStamp, string? chosen, AddressSpace memory, Action<Problem> report)
    {
        _object = of;
        _timeStamp = timeStamp;
        _chosen = chosen;
        _memory = memory;
        _report = report;
        _log = new LimitLog(of.Path, report);
        _file = new(Open);
        _functions = new(ReadFunctions);
    }

    public override WindowsFrames? Functions => _functions.Value;

    public override ElfSymbolSections Symbols(uint type)
    {
        if (type != ElfSection.DynamicSymbols)
        {
            return ElfSymbolSections.None;
        }

        ElfSymbolSections exports = PeImage.Read(_memory, _object.Base, _log)?.Exports() ?? ElfSymbolSections.None;
        return !exports.Symbols.IsEmpty || _file.Value is not { } file ? exports
            : PeImage.Read(file.Space, _object.Base, _log)?.Exports() ?? ElfSymbolSections.None;
    }

    public override void Dispose()
    {
        if (_file.IsMade)
        {
            _file.Value?.Bytes.Dispose();
        }
    }

    private WindowsFrames? ReadFunctions()
    {
        var image = new ReaderSpace(null, null, _memory, new FileMemory(this));
        if (PeHeaders.Read(image.GetMemory(_object.Base, PeHeaders.Most).Span) is not { } headers)
        {
            return null;
        }

        (uint place, uint size) = headers.Directory(ExceptionDirectory);
        ElfLoad section = headers.Sections(0).FirstOrDefault(s => s.Contains(place));
        ulong end = section.Size > 0 ? section.Address + section.Size : _object.Size;
        size = (uint)Math.Min(size, end - Math.Min(place, end));
        return place == 0 || size < WindowsFunction.Size ? null
            : new WindowsFrames(image, _object.Base, new WindowsFunctionTable(image, unchecked(_object.Base + place), size, _log), _log);
    }

    private (IByteSource Bytes, ElfSpace Space)? Open()
    {
        if (_chosen is null && !IsOfThisSystem(_object.Path))
        {
            return null;
        }

        string path = _chosen ?? _object.Path;
        IByteSource? file = null;
        try
        {
            file = _chosen is null ? NamedFile.Open(path, Limits.ObjectFileBytes) : FileOpener.Open(path, path, map: true);
            if (Space(file, path) is { } space)
            {
                return (file, space);
            }
        }
        catch (DumpException e)
        {
            _report(new Problem("MDB152", $"{e.Message}: the symbols of {_object.Name} are not known"));
        }

        file?.Dispose();
        return null;
    }

    /// <summary>The file where its image lies in memory; null, and said, where it is another.</summary>
    private ElfSpace? Space(IByteSource file, string path)
    {
        if (PeHeaders.Read(file.GetMemory(0, PeHeaders.Most).Span) is not { } headers)
        {
            _report(new Problem("MDB152", $"{path}: no program of Windows for x86-64: the symbols of {_object.Name} are not known"));
            return null;
        }

        if (headers.TimeStamp != _timeStamp || headers.ImageSize != _object.Size)
        {
            _report(new Problem("MDB152", $"{path}: another build than the one in the minidump at {_object.Base:x}; its symbols are left out"));
            return null;
        }

        ulong start = _object.Base;
        ElfLoad[] loads = [new ElfLoad("", start, PeHeaders.Most, 0, PeHeaders.Most), .. headers.Sections(start).Where(l => l.Address >= start + PeHeaders.Most)];
        return new ElfSpace(file, [.. loads.Select(l => l with { Present = Present(file, l) })], withZeros: false);
    }

    private static ulong Present(IByteSource file, ElfLoad load) =>
        load.Offset < (ulong)file.Length ? Math.Min(load.FileSize, (ulong)file.Length - load.Offset) : 0;

    /// <summary>A path of another system names nothing here, and one of another machine is not gone to because a dump says so.</summary>
    private static bool IsOfThisSystem(string path) =>
        Path.IsPathFullyQualified(path) && !path.StartsWith(@"\\", StringComparison.Ordinal) && !path.StartsWith("//", StringComparison.Ordinal);

    /// <summary>What the file has, opened when first read.</summary>
    private sealed class FileMemory(WindowsImage image) : AddressSpace
    {
        public override int Read(ulong address, Span<byte> buffer) =>
            image._object.Contains(address) && image._file.Value is { } file ? file.Space.Read(address, buffer) : 0;
    }
}
