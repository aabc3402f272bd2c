namespace DumpReader.Pages.Bzip2;

/// <summary>What stands in front of the symbols of a block: the bytes that occur in it, and its codes. It is used again for the next block.</summary>
internal sealed class BlockHead
{
    /// <summary>Symbols of which each selector says the code.</summary>
    public const int SymbolsPerSelector = 50;

    private const int MostSelectors = (1 << 15) - 1;
    private const int MostCodes = 6;

    private readonly byte[] _selectors = new byte[MostSelectors];
    private readonly HuffmanCode[] _codes = [.. Enumerable.Range(0, MostCodes).Select(_ => new HuffmanCode())];
    private readonly byte[] _alphabet = new byte[256];
    private int _bytes;

    public uint Checksum { get; private set; }

    /// <summary>The place of the original text among its sorted rotations.</summary>
    public int Origin { get; private set; }

    /// <summary>The bytes that occur, in ascending order.</summary>
    public ReadOnlySpan<byte> Alphabet => _alphabet.AsSpan(0, _bytes);

    /// <summary>Whether the text was changed before it was sorted: <see cref="Randomised"/>.</summary>
    public bool IsRandomised { get; private set; }

    /// <summary>False where it makes no sense.</summary>
    public bool TryRead(BitReader bits)
    {
        Checksum = bits.Bits(32);
        IsRandomised = bits.Bit() != 0;
        Origin = (int)bits.Bits(24);
        ReadAlphabet(bits);
        return _bytes > 0 && TryReadCodes(bits) && !bits.IsPastEnd;
    }

    /// <summary>Number of the symbol that ends a block.</summary>
    public int EndSymbol => _bytes + 1;

    /// <summary>How many there are.</summary>
    public int Selectors { get; private set; }

    /// <summary>The code of the symbols of a selector.</summary>
    public HuffmanCode Code(int selector) => _codes[_selectors[selector]];

    private void ReadAlphabet(BitReader bits)
    {
        uint rows = bits.Bits(16);
        _bytes = 0;
        for (int row = 0; row < 16; row++)
        {
            uint used = (rows & (0x8000u >> row)) != 0 ? bits.Bits(16) : 0;
            for (int column = 0; column < 16; column++)
            {
                if ((used & (0x8000u >> column)) != 0)
                {
                    _alphabet[_bytes++] = (byte)((row * 16) + column);
                }
            }
        }
    }

    private bool TryReadCodes(BitReader bits)
    {
        int count = (int)bits.Bits(3);
        Selectors = (int)bits.Bits(15);
        if (count is < 2 or > MostCodes || Selectors == 0)
        {
            return false;
        }

        // Selectors are stored as places in a list whose last used element moves to the front.
        Span<byte> recent = stackalloc byte[MostCodes] { 0, 1, 2, 3, 4, 5 };
        for (int i = 0; i < Selectors; i++)
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

        Span<byte> lengths = stackalloc byte[258];
        lengths = lengths[..(_bytes + 2)];
        for (int i = 0; i < count; i++)
        {
            if (!ReadLengths(bits, lengths))
            {
                return false;
            }

            _codes[i].Set(lengths);
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
