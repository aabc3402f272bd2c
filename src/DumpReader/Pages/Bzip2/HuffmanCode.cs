namespace DumpReader.Pages.Bzip2;

/// <summary>A canonical prefix code: the lengths of the codes say all. It is used again for another.</summary>
internal sealed class HuffmanCode
{
    public const int LongestCode = 20;
    public const int TableBits = 10;
    public const int LengthBits = 5;


    /// <summary>By the next bits, for codes that are no longer: the symbol and, in its lowest bits, how long its code is; 0 for a longer one.</summary>
    private readonly ushort[] _table = new ushort[1 << TableBits];
    private readonly int[] _first = new int[LongestCode + 2];
    private readonly int[] _count = new int[LongestCode + 2];
    private readonly int[] _place = new int[LongestCode + 2];
    private readonly ushort[] _symbols = new ushort[258];

    /// <param name="lengths">Bits of the code of each symbol, 1 to 20.</param>
    public void Set(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_table);
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            _first[length] = code;
            _place[length] = place;
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    FillTable(code + place - _place[length], length, symbol);
                    _symbols[place++] = (ushort)symbol;
                }
            }

            _count[length] = place - _place[length];
            code = (code + _count[length]) << 1;
        }
    }

    /// <summary>By the next <see cref="TableBits"/> bits: as <see cref="_table"/>.</summary>
    public ReadOnlySpan<ushort> Table => _table;

    /// <summary>The symbol whose code is too long for the table; -1 where the bits are no code.</summary>
    /// <param name="window">The next bits, the first one highest.</param>
    /// <param name="length">Bits that it takes.</param>
    public int Long(ulong window, out int length)
    {
        int code = 0;
        for (length = 1; length <= LongestCode; length++)
        {
            code = (code << 1) | (int)((window >> (64 - length)) & 1);
            int number = code - _first[length];
            if (number >= 0 && number < _count[length])
            {
                return _symbols[_place[length] + number];
            }
        }

        return -1;
    }

    /// <summary>Where the lengths are too many for their codes, the shorter code counts, as when it is read bit by bit.</summary>
    private void FillTable(int code, int length, int symbol)
    {
        if (length > TableBits || code >> length != 0)
        {
            return;
        }

        int spare = TableBits - length;
        foreach (ref ushort entry in _table.AsSpan(code << spare, 1 << spare))
        {
            entry = entry == 0 ? (ushort)((symbol << LengthBits) | length) : entry;
        }
    }
}
