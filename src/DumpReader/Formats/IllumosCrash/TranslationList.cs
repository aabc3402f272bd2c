using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// The translations of a compressed dump, which stores them as a plain list of (as, va, pfn), 24 bytes each. Kept sorted in memory, as
/// many bytes; answers as the map that savecore would build from the list: of several entries for one page the last counts whose
/// frame is in the dump.
/// </summary>
internal sealed class TranslationList : ITranslations
{
    private const int EntrySize = DumpHeaderChecks.ListEntrySize;

    private readonly Entry[] _entries;
    private readonly Dictionary<ulong, int> _spaces = [];
    private readonly PfnTable _pfns;

    /// <summary>Reads and sorts the list.</summary>
    public TranslationList(IByteSource file, DumpHeader header, PfnTable pfns, string name)
    {
        if (header.TranslationCount > Limits.ListedTranslations)
        {
            throw new DumpException(new Problem("MDB108",
                $"{name}: dump_nvtop is {header.TranslationCount}, expected {Limits.ListedTranslations} at most in a compressed dump"));
        }

        _pfns = pfns;
        _entries = new Entry[header.TranslationCount];
        var block = new byte[EntrySize * 4096];
        bool isSorted = true;
        for (int i = 0; i < _entries.Length; i++)
        {
            int place = i % 4096 * EntrySize;
            if (place == 0)
            {
                Array.Clear(block);
                file.Read(header.Map + ((long)i * EntrySize), block);
            }

            ReadOnlySpan<byte> entry = block.AsSpan(place, EntrySize);
            ulong space = BinaryPrimitives.ReadUInt64LittleEndian(entry); // mem_vtop_t: m_as, m_va, m_pfn
            if (!_spaces.TryGetValue(space, out int number))
            {
                _spaces.Add(space, number = _spaces.Count);
            }

            _entries[i] = new Entry(
                BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]), BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]), number, i);
            isSorted &= i == 0 || _entries[i - 1].CompareTo(_entries[i]) < 0;
        }

        if (!isSorted)
        {
            Array.Sort(_entries);
        }
    }

    public bool TryFind(ulong addressSpace, ulong page, out long index)
    {
        index = -1;
        if (!_spaces.TryGetValue(addressSpace, out int space))
        {
            return false;
        }

        // The place behind the last entry of the page.
        int found = ~Array.BinarySearch(_entries, new Entry(page, 0, space, int.MaxValue));
        for (int i = found - 1; i >= 0 && _entries[i].Page == page && _entries[i].Space == space; i--)
        {
            if (_pfns.TryFind(new Pfn(_entries[i].Frame), out index))
            {
                return true;
            }
        }

        return false;
    }

    public bool Holds(ulong addressSpace) => _spaces.ContainsKey(addressSpace);

    public IEnumerable<ulong> Pages(ulong addressSpace) =>
        _spaces.TryGetValue(addressSpace, out int space) ? _entries.Where(e => e.Space == space).Select(e => e.Page) : [];

    private readonly record struct Entry(ulong Page, ulong Frame, int Space, int Order) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            int order = Space.CompareTo(other.Space);
            order = order != 0 ? order : Page.CompareTo(other.Page);
            return order != 0 ? order : Order.CompareTo(other.Order);
        }
    }
}
