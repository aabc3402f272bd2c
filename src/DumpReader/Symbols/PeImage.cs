using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Spaces;

namespace DumpReader.Symbols;

/// <summary>
/// A program or library of Windows for x86-64 as it lies in memory (PE32+, winnt.h): its headers and what it exports. All that is believed
/// is bounded; what is not there or damaged is left out.
/// </summary>
internal sealed class PeImage
{
    private const int ExportDirectorySize = 40;
    private const int FunctionSize = 12;         // RUNTIME_FUNCTION

    private readonly AddressSpace _memory;
    private readonly ulong _base;
    private readonly (uint Place, uint Size) _exports;
    private readonly (uint Place, uint Size) _functions;

    private PeImage(AddressSpace memory, ulong start, PeHeaders headers)
    {
        _memory = memory;
        _base = start;
        Headers = headers;
        _exports = headers.Directory(0);
        _functions = headers.Directory(3);
    }

    public PeHeaders Headers { get; }

    /// <summary>Null where there is none, or its headers are not in memory.</summary>
    public static PeImage? Read(AddressSpace memory, ulong start) =>
        PeHeaders.Read(memory.GetMemory(start, PeHeaders.Most).Span) is { } headers ? new PeImage(memory, start, headers) : null;

    /// <summary>
    /// What it exports by name, as ELF symbols. The end of a function is that of its entry in the exception directory, or where the next one
    /// begins; data have no size. What is forwarded to another library is none of its own.
    /// </summary>
    public ElfSymbolSections Exports()
    {
        var directory = new byte[ExportDirectorySize];
        if (_exports.Place == 0 || !_memory.TryRead(_base + _exports.Place, directory))
        {
            return ElfSymbolSections.None;
        }

        uint functions = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(20)), Limits.Exports); // NumberOfFunctions
        uint names = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(24)), Limits.Exports);     // NumberOfNames
        ReadOnlySpan<byte> places = Table(directory, 28, functions * 4); // AddressOfFunctions
        ReadOnlySpan<byte> texts = Table(directory, 32, names * 4);      // AddressOfNames
        ReadOnlySpan<byte> ordinals = Table(directory, 36, names * 2);   // AddressOfNameOrdinals
        var found = new List<(uint Place, uint Text)>();
        for (int i = 0; i < Math.Min(texts.Length / 4, ordinals.Length / 2); i++)
        {
            int ordinal = BinaryPrimitives.ReadUInt16LittleEndian(ordinals[(i * 2)..]);
            uint place = (ordinal + 1) * 4 <= places.Length ? BinaryPrimitives.ReadUInt32LittleEndian(places[(ordinal * 4)..]) : 0;
            bool isForwarded = place - _exports.Place < _exports.Size;
            if (place != 0 && !isForwarded)
            {
                found.Add((place, BinaryPrimitives.ReadUInt32LittleEndian(texts[(i * 4)..])));
            }
        }

        return Sections(found);
    }

    private ReadOnlySpan<byte> Table(byte[] directory, int field, uint size) =>
        _memory.GetMemory(_base + BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(field)), (int)size).Span;

    private ElfSymbolSections Sections(List<(uint Place, uint Text)> found)
    {
        found.Sort();
        var ends = new uint[found.Count]; // where what follows begins
        for (int i = found.Count - 1; i >= 0; i--)
        {
            ends[i] = i + 1 == found.Count ? uint.MaxValue : found[i + 1].Place != found[i].Place ? found[i + 1].Place : ends[i + 1];
        }

        var symbols = new byte[(found.Count + 1) * ElfSymbolSections.SymbolSize];
        var strings = new List<byte> { 0 };
        ReadOnlySpan<byte> functions = _memory.GetMemory(_base + _functions.Place, (int)Math.Min(_functions.Size, Limits.WindowsFunctions * FunctionSize)).Span;
        Span<byte> name = stackalloc byte[256];
        for (int i = 0; i < found.Count; i++)
        {
            (uint place, uint text) = found[i];
            int length = name[.._memory.Read(_base + text, name)].IndexOf((byte)0);
            if (length <= 0)
            {
                continue;
            }

            uint end = Headers.CodeEnd(place);
            uint exact = EndOf(functions, place);
            uint size = end == 0 ? 0 : (exact != 0 ? exact : Math.Min(ends[i], end)) - place;
            Span<byte> entry = symbols.AsSpan((i + 1) * ElfSymbolSections.SymbolSize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)strings.Count);
            entry[4] = (byte)(((int)SymbolBinding.Global << 4) | (int)(end == 0 ? SymbolType.Object : SymbolType.Function));
            BinaryPrimitives.WriteUInt16LittleEndian(entry[6..], 1);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], _base + place);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], size);
            strings.AddRange(name[..length]);
            strings.Add(0);
        }

        return new ElfSymbolSections(symbols, strings.ToArray());
    }

    /// <summary>Where the function ends that begins at a place; 0 where the exception directory does not say.</summary>
    private static uint EndOf(ReadOnlySpan<byte> functions, uint place)
    {
        int low = 0;
        for (int high = functions.Length / FunctionSize; low < high;)
        {
            int middle = (low + high) / 2;
            uint begin = BinaryPrimitives.ReadUInt32LittleEndian(functions[(middle * FunctionSize)..]);
            (low, high) = begin <= place ? (middle + 1, high) : (low, middle);
        }

        ReadOnlySpan<byte> last = low > 0 ? functions.Slice((low - 1) * FunctionSize, FunctionSize) : default;
        bool isIt = low > 0 && BinaryPrimitives.ReadUInt32LittleEndian(last) == place;
        return isIt && BinaryPrimitives.ReadUInt32LittleEndian(last[4..]) is var end && end > place ? end : 0;
    }
}
