namespace DumpReader.Pages.Bzip2;

/// <summary>A canonical prefix code: the lengths of the codes say all.</summary>
internal sealed class HuffmanCode
{
    private const int LongestCode = 20;
    private const int TableBits = 10;
    private const int LengthBits = 5;

    /// <summary>By the next bits, for codes that are no longer: the symbol and, in its lowest bits, how long its code is; 0 for a longer one.</summary>
    private readonly ushort[] _table = new ushort[1 << TableBits];
    private readonly int[] _first = new int[LongestCode + 2];
    private readonly int[] _count = new int[LongestCode + 2];
    private readonly int[] _place = new int[LongestCode + 2];
    private readonly ushort[] _symbols;

    /// <param name="lengths">Bits of the code of each symbol, 1 to 20.</param>
    public HuffmanCode(ReadOnlySpan<byte> lengths)
    {
        _symbols = new ushort[lengths.Length];
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

    /// <summary>The next symbol; -1 where the bits are no code.</summary>
    public int Read(BitReader bits)
    {
        int entry = _table[bits.Peek(TableBits)];
        if (entry == 0)
        {
            return ReadLong(bits);
        }

        bits.Skip(entry & ((1 << LengthBits) - 1));
        return entry >> LengthBits;
    }

    private int ReadLong(BitReader bits)
    {
        int code = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            code = (code << 1) | bits.Bit();
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
