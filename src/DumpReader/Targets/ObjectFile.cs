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
internal sealed class ObjectFile : IDisposable
{
    private const string BuildIdSection = ".note.gnu.build-id";
    private const int NoteHead = 16; // namesz, descsz, type, "GNU\0"

    private readonly ProcessObject _object;
    private readonly string _path;
    private readonly AddressSpace _memory;
    private readonly Action<Problem> _report;
    private readonly Lazy<(IByteSource Bytes, ElfFile Elf)?> _file;
    private readonly Lazy<MemoryImage?> _image;
    private readonly Lazy<FrameTable?> _frames;

    /// <param name="path">Where to look for it.</param>
    /// <param name="memory">What the core itself holds.</param>
    public ObjectFile(ProcessObject of, string path, AddressSpace memory, Action<Problem> report)
    {
        _object = of;
        _path = path;
        _memory = memory;
        _report = report;
        _file = new(Open);
        _image = new(() => MemoryImage.Read(memory, of.Base));
        _frames = new(() => Elf is { } elf ? ObjectFrames.OfFile(elf, path, Bias) : _image.Value is { } image ? ObjectFrames.OfMemory(image, memory) : null);
    }

    /// <summary>The bytes of the file; null where it is not there.</summary>
    public IByteSource? Bytes => _file.Value?.Bytes;

    /// <summary>The file; null where it is not there.</summary>
    public ElfFile? Elf => _file.Value?.Elf;

    /// <summary>Where its address 0 lies in memory.</summary>
    public ulong Bias => Elf is { } elf ? BiasOf(elf) : _image.Value?.Bias ?? 0;

    /// <summary>How its code lays its frames: from the file, or from memory where that is not there. Null where neither says.</summary>
    public FrameTable? Frames => _frames.Value;

    /// <summary>
    /// Symbols of a table at the addresses that they have in memory; where the file is not there, those for dynamic linking as memory has them.
    /// </summary>
    public ElfSymbolSections Symbols(uint type)
    {
        ElfSymbolSections symbols = Elf is { } elf ? elf.Symbols(type)
            : type == ElfSection.DynamicSymbols && _image.Value is { } image ? new DynamicSymbols(image, _memory).Read()
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

    public void Dispose()
    {
        if (_file.IsValueCreated)
        {
            Bytes?.Dispose();
        }
    }

    private (IByteSource Bytes, ElfFile Elf)? Open()
    {
        IByteSource? bytes = null;
        try
        {
            bytes = FileOpener.Open(_path, _path, map: true);
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

    /// <summary>The build id lies in the first page of most objects, which cores keep.</summary>
    private bool IsSame(ElfFile elf)
    {
        if (elf.Find(BuildIdSection) is not { } section || section.Size is <= NoteHead or > 256)
        {
            return true;
        }

        ReadOnlySpan<byte> expected = elf.Contents(section, 256).Span;
        Span<byte> found = stackalloc byte[256];
        found = found[..expected.Length];
        return _memory.Read(unchecked(section.Address + BiasOf(elf)), found) < found.Length || found.SequenceEqual(expected);
    }

    private ulong BiasOf(ElfFile elf) => MemoryImage.BiasOf(elf.Segments, _object.Base);
}
