namespace DumpReader.Pages.Bzip2;

/// <summary>Where a block begins, from which decoding can start without what is before it.</summary>
/// <param name="Position">Of its start mark, in bits.</param>
internal readonly record struct BlockPlace(long Position, int Level);

/// <summary>
/// Goes through the blocks of a bzip2 stream, which may have several members one behind the other. After a damaged block it goes on at
/// the next start mark.
/// </summary>
/// <param name="start">What <see cref="Next"/> was where it is to go on; by default the start of the stream.</param>
internal sealed class Bzip2Blocks(ReadBytes read, BlockPlace start = default)
{
    private const double MostSpread = 259.0 / 5; // four equal bytes and the largest count of more
    private const ulong BlockMark = 0x314159265359;
    private const ulong EndMark = 0x177245385090;
    private const int MarkBits = 48;
    private const int LargestLevel = 9;

    private BitReader _bits = new(read, start.Position);
    private int _level = start.Level;

    /// <summary>Where the next block, or the head of a member where the level is 0, begins.</summary>
    public BlockPlace Next => new(_bits.Position, _level);

    /// <summary>Of the next block, as far as can be seen; the largest where it cannot.</summary>
    public int NextLevel
    {
        get
        {
            Span<byte> head = stackalloc byte[4];
            return _level != 0 ? _level
                : read((_bits.Position + 7) >> 3, head) == 4 && head.StartsWith("BZh"u8) && head[3] is >= (byte)'1' and <= (byte)'9' ? head[3] - '0'
                : LargestLevel;
        }
    }

    /// <summary>Bytes that a block of a level can have when its runs are spread.</summary>
    public static long MostInflated(int level) => (long)(level * BlockDecoder.LevelBytes * MostSpread) + byte.MaxValue;

    /// <summary>
    /// Decodes the next block. False at the end of the stream.
    /// </summary>
    /// <param name="isSound">False where the block is damaged.</param>
    public bool TryNext(BlockDecoder decoder, out BlockPlace place, out bool isSound)
    {
        while (true)
        {
            place = new BlockPlace(_bits.Position, _level);
            isSound = false;
            if (_level == 0 && !TryHead())
            {
                return false;
            }

            place = new BlockPlace(_bits.Position, _level);
            ulong mark = Mark(_bits);
            if (_bits.IsPastEnd)
            {
                return false;
            }

            if (mark == EndMark)
            {
                _bits.Bits(32);
                _bits.Align();
                _level = 0;
                continue;
            }

            isSound = mark == BlockMark && decoder.TryRead(_bits, _level);
            if (!isSound)
            {
                _bits = new BitReader(read, place.Position + 1);
                FindMark();
            }

            return true;
        }
    }

    /// <summary>Decodes the block at a place alone; false where it is damaged.</summary>
    /// <param name="end">Behind its last bit, where it is sound.</param>
    public static bool TryDecode(ReadBytes read, BlockPlace place, BlockDecoder decoder, out long end)
    {
        var bits = new BitReader(read, place.Position);
        bool isSound = Mark(bits) == BlockMark && decoder.TryRead(bits, place.Level);
        end = bits.Position;
        return isSound;
    }

    /// <summary>Reads the head of a member; where there is none, goes to the next start mark. False at the end.</summary>
    private bool TryHead()
    {
        long position = _bits.Position;
        uint magic = _bits.Bits(24);
        uint level = _bits.Bits(8) - '0';
        if (magic == 0x425a68 && level is >= 1 and <= 9) // BZh
        {
            _level = (int)level;
            return !_bits.IsPastEnd;
        }

        _level = LargestLevel; // not known: a larger block than there is does no harm
        _bits = new BitReader(read, position);
        return FindMark();
    }

    private static ulong Mark(BitReader bits) => ((ulong)bits.Bits(24) << 24) | bits.Bits(24);

    private bool FindMark()
    {
        ulong mark = 0;
        long start = _bits.Position;
        while (!_bits.IsPastEnd)
        {
            mark = ((mark << 1) | (uint)_bits.Bit()) & ((1UL << MarkBits) - 1);
            if (mark == BlockMark && _bits.Position - start >= MarkBits)
            {
                _bits = new BitReader(read, _bits.Position - MarkBits);
                return true;
            }
        }

        return false;
    }
}
