namespace DumpReader.Pages.Bzip2;

/// <summary>A canonical prefix code: the lengths of the codes say all.</summary>
internal sealed class HuffmanCode
{
    private const int LongestCode = 20;

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
}
