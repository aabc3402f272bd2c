using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Symbols;

/// <summary>
/// A program or library of Windows for x86-64 as it lies in memory (PE32+, winnt.h): its headers and what it exports. All that is believed
/// is bounded; what is not there or damaged is left out.
/// </summary>
internal sealed class PeImage
{
    private const int ExportDirectorySize = 40;
    private const int UsualName = 256;           // bytes within which most names end
    private const int FunctionSize = 12;         // RUNTIME_FUNCTION

    private readonly LimitLog _log;
    private readonly AddressSpace _memory;
    private readonly ulong _base;
    private readonly (uint Place, uint Size) _exports;
    private readonly (uint Place, uint Size) _functions;

    private PeImage(AddressSpace memory, ulong start, PeHeaders headers, LimitLog log)
    {
        _log = log;
        _memory = memory;
        _base = start;
        Headers = headers;
        _exports = headers.Directory(0);
        _functions = headers.Directory(3);
    }

    public PeHeaders Headers { get; }

    /// <summary>Null where there is none, or its headers are not in memory.</summary>
    /// <param name="log">Told of what it has more of than is believed.</param>
    public static PeImage? Read(AddressSpace memory, ulong start, LimitLog log) =>
        PeHeaders.Read(memory.GetMemory(start, PeHeaders.Most).Span) is { } headers ? new PeImage(memory, start, headers, log) : null;

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

        uint functions = Believed(BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(20)), "exported functions");      // NumberOfFunctions
        uint names = Believed(BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(24)), "names of exported functions"); // NumberOfNames
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

    private uint Believed(uint count, string what) => (uint)_log.AtMost(count, Limits.Exports, nameof(Limits.Exports), what);

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
        ulong count = _log.AtMost(_functions.Size / FunctionSize, Limits.WindowsFunctions, nameof(Limits.WindowsFunctions), "entries of the exception directory");
        ReadOnlySpan<byte> functions = _memory.GetMemory(_base + _functions.Place, (int)count * FunctionSize).Span;
        byte[] buffer = new byte[Limits.SymbolName];
        for (int i = 0; i < found.Count; i++)
        {
            (uint place, uint text) = found[i];
            ReadOnlySpan<byte> name = Name(_base + text, buffer);
            if (name.IsEmpty)
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
            strings.AddRange(name);
            strings.Add(0);
        }

        return new ElfSymbolSections(symbols, strings.ToArray());
    }

    /// <summary>Empty where there is none, or none that ends.</summary>
    private ReadOnlySpan<byte> Name(ulong address, byte[] buffer)
    {
        Span<byte> name = buffer.AsSpan(0, UsualName);
        int got = _memory.Read(address, name);
        if (got == UsualName && !name.Contains((byte)0))
        {
            name = buffer;
            got = _memory.Read(address, name);
        }

        int length = name[..got].IndexOf((byte)0);
        if (length < 0 && got == Limits.SymbolName)
        {
            _log.Say(nameof(Limits.SymbolName), $"the name of an exported function at {address:x} has more than {Limits.SymbolName} bytes; such are left out");
        }

        return name[..Math.Max(length, 0)];
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
