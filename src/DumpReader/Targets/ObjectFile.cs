using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Cpu.Unwinding;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace DumpReader.Targets;

/// <summary>
/// A program or library that a core names, looked for under its path when first needed. It counts only if it has the build id of the one
/// in memory, or where memory does not show one, if it looks at all like it.
/// </summary>
internal sealed class ObjectFile : ProcessImage
{
    private readonly ProcessObject _object;
    private readonly string? _path;
    private readonly bool _isChosen;
    private readonly AddressSpace _memory;
    private readonly Action<Problem> _report;
    private readonly LimitLog _log;
    private readonly Once<(IByteSource Bytes, ElfFile Elf)?> _file;
    private readonly Once<MemoryImage?> _image;
    private readonly Once<FrameTable?> _frames;

    /// <param name="chosen">Where to look for it, if a person said so; else it is looked for where the core says.</param>
    /// <param name="memory">What the core itself holds.</param>
    public ObjectFile(ProcessObject of, string? chosen, AddressSpace memory, Action<Problem> report)
    {
        _object = of;
        _isChosen = chosen is not null;
        _path = of.Path.StartsWith('[') ? null : chosen ?? of.Path; // the kernel's own object has no file
        _memory = memory;
        _report = report;
        _log = new LimitLog(of.Path, report);
        _file = new(Open);
        _image = new(() => MemoryImage.Read(memory, of.Base, _log));
        _frames = new(() => Elf is { } elf ? ObjectFrames.OfFile(elf, of.Name, Bias, _log) : _image.Value is { } image ? ObjectFrames.OfMemory(image, memory, _log) : null);
    }

    /// <summary>The bytes of the file; null where it is not there.</summary>
    public IByteSource? Bytes => _file.Value?.Bytes;

    /// <summary>The file; null where it is not there.</summary>
    public override ElfFile? Elf => _file.Value?.Elf;

    /// <summary>Where its address 0 lies in memory.</summary>
    public ulong Bias => Elf is { } elf ? BiasOf(elf) : _image.Value?.Bias ?? 0;

    /// <summary>How its code lays its frames: from the file, or from memory where that is not there. Null where neither says.</summary>
    public override FrameTable? Frames => _frames.Value;

    /// <summary>
    /// Symbols of a table at the addresses that they have in memory; where the file is not there, those for dynamic linking as memory has them.
    /// </summary>
    public override ElfSymbolSections Symbols(uint type)
    {
        ElfSymbolSections symbols = Elf is { } elf ? elf.Symbols(type)
            : type == ElfSection.DynamicSymbols && _image.Value is { } image ? new DynamicSymbols(image, _memory, _log).Read()
            : ElfSymbolSections.None;
        if (symbols.Symbols.IsEmpty)
        {
            return ElfSymbolSections.None;
        }

        byte[] placed = symbols.Symbols.ToArray();
        ulong bias = Bias;
        for (int at = 0; at + ElfSymbolSections.SymbolSize <= placed.Length && bias != 0; at += ElfSymbolSections.SymbolSize)
        {
            Span<byte> entry = placed.AsSpan(at, ElfSymbolSections.SymbolSize);
            int section = BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]); // st_shndx
            if (section is not 0 and not 0xfff1 && (entry[4] & 15) != (int)SymbolType.Tls)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], unchecked(BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]) + bias));
            }
        }

        return symbols with { Symbols = placed };
    }

    public override void Dispose()
    {
        if (_file.IsMade)
        {
            Bytes?.Dispose();
        }
    }

    private (IByteSource Bytes, ElfFile Elf)? Open()
    {
        IByteSource? bytes = null;
        if (_path is null)
        {
            return null;
        }

        try
        {
            bytes = _isChosen ? FileOpener.Open(_path, _path, map: true) : NamedFile.Open(_path, Limits.ObjectFileBytes);
            var elf = new ElfFile(bytes, _path, _report);
            if (IsSame(elf))
            {
                return (bytes, elf);
            }

            _report(new Problem("MDB152", $"{_path}: another build than the one in the core at {_object.Base:x}; its symbols are left out"));
        }
        catch (DumpException e)
        {
            _report(new Problem("MDB152", $"{e.Message}: the symbols of {_object.Name} are not known"));
        }

        bytes?.Dispose();
        return null;
    }

    /// <summary>
    /// The build id lies in the first page of most objects, which cores keep. Where neither has one, the program headers must be the same;
    /// where memory has nothing, nothing speaks against the file.
    /// </summary>
    private bool IsSame(ElfFile elf)
    {
        if (_image.Value is not { } image)
        {
            return true;
        }

        ReadOnlyMemory<byte> inMemory = BuildId.Of(image.Segments, (s, most) => _memory.GetMemory(unchecked(s.Address + image.Bias), most), _log);
        ReadOnlyMemory<byte> inFile = BuildId.Of(elf.Segments, (s, most) => elf.Bytes.GetMemory((long)Math.Min(s.Offset, long.MaxValue), most), _log);
        return inMemory.IsEmpty ? !inFile.IsEmpty || image.Segments.SequenceEqual(elf.Segments) : inMemory.Span.SequenceEqual(inFile.Span);
    }

    private ulong BiasOf(ElfFile elf) => MemoryImage.BiasOf(elf.Segments, _object.Base);
}
