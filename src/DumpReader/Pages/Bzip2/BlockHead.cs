namespace DumpReader.Pages.Bzip2;

/// <summary>What stands in front of the symbols of a block: the bytes that occur in it, and its codes.</summary>
internal sealed class BlockHead
{
    private const int SymbolsPerSelector = 50;

    private byte[] _selectors = [];
    private HuffmanCode[] _codes = [];
    private int _symbols;

    public uint Checksum { get; private init; }

    /// <summary>The place of the original text among its sorted rotations.</summary>
    public int Origin { get; private init; }

    /// <summary>The bytes that occur, in ascending order.</summary>
    public byte[] Alphabet { get; private init; } = [];

    /// <summary>Null where it makes no sense, or asks for the long obsolete randomised blocks.</summary>
    public static BlockHead? Read(BitReader bits)
    {
        uint checksum = bits.Bits(32);
        bool isRandomised = bits.Bit() != 0;
        var head = new BlockHead { Checksum = checksum, Origin = (int)bits.Bits(24), Alphabet = ReadAlphabet(bits) };
        return !isRandomised && head.Alphabet.Length > 0 && head.ReadCodes(bits) && !bits.IsPastEnd ? head : null;
    }

    /// <summary>Number of the symbol that ends a block.</summary>
    public int EndSymbol => Alphabet.Length + 1;

    /// <summary>The next symbol; -1 where the bits are no code or the block has more symbols than it says.</summary>
    public int NextSymbol(BitReader bits)
    {
        int selector = _symbols++ / SymbolsPerSelector;
        return selector < _selectors.Length ? _codes[_selectors[selector]].Read(bits) : -1;
    }

    private static byte[] ReadAlphabet(BitReader bits)
    {
        uint rows = bits.Bits(16);
        var bytes = new List<byte>(256);
        for (int row = 0; row < 16; row++)
        {
            uint used = (rows & (0x8000u >> row)) != 0 ? bits.Bits(16) : 0;
            for (int column = 0; column < 16; column++)
            {
                if ((used & (0x8000u >> column)) != 0)
                {
                    bytes.Add((byte)((row * 16) + column));
                }
            }
        }

        return [.. bytes];
    }

    private bool ReadCodes(BitReader bits)
    {
        int count = (int)bits.Bits(3);
        int selectors = (int)bits.Bits(15);
        if (count is < 2 or > 6 || selectors == 0)
        {
            return false;
        }

        // Selectors are stored as places in a list whose last used element moves to the front.
        Span<byte> recent = stackalloc byte[6] { 0, 1, 2, 3, 4, 5 };
        _selectors = new byte[selectors];
        for (int i = 0; i < selectors; i++)
        {
            int place = 0;
            while (bits.Bit() != 0)
            {
                if (++place >= count)
                {
                    return false;
                }
            }

            byte code = recent[place];
            recent[..place].CopyTo(recent[1..]);
            recent[0] = _selectors[i] = code;
        }

        _codes = new HuffmanCode[count];
        Span<byte> lengths = stackalloc byte[258];
        lengths = lengths[..(Alphabet.Length + 2)];
        for (int i = 0; i < count; i++)
        {
            if (!ReadLengths(bits, lengths))
            {
                return false;
            }

            _codes[i] = new HuffmanCode(lengths);
        }

        return true;
    }

    private static bool ReadLengths(BitReader bits, Span<byte> lengths)
    {
        int length = (int)bits.Bits(5);
        for (int i = 0; i < lengths.Length; i++)
        {
            while (length is >= 1 and <= 20 && bits.Bit() != 0)
            {
                length += bits.Bit() == 0 ? 1 : -1;
            }

            if (length is < 1 or > 20)
            {
                return false;
            }

            lengths[i] = (byte)length;
        }

        return true;
    }
}
