namespace DumpReader.Pages.Bzip2;

/// <summary>Where a block begins, from which decoding can start without what is before it.</summary>
/// <param name="Position">Of its start mark, in bits.</param>
internal readonly record struct BlockPlace(long Position, int Level);

/// <summary>
/// Goes through the blocks of a bzip2 stream, which may have several members one behind the other. After a damaged block it goes on at
/// the next start mark.
/// </summary>
internal sealed class Bzip2Blocks(ReadBytes read)
{
    private const ulong BlockMark = 0x314159265359;
    private const ulong EndMark = 0x177245385090;
    private const int MarkBits = 48;

    private BitReader _bits = new(read, 0);
    private int _level;

    /// <summary>
    /// The next block. False at the end of the stream. <paramref name="data"/> is null where the block is damaged.
    /// </summary>
    public bool TryNext(out BlockPlace place, out byte[]? data)
    {
        while (true)
        {
            place = new BlockPlace(_bits.Position, _level);
            data = null;
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

            data = mark == BlockMark ? BlockDecoder.Decode(_bits, _level) : null;
            if (data is null)
            {
                _bits = new BitReader(read, place.Position + 1);
                FindMark();
            }

            return true;
        }
    }

    /// <summary>Decodes the block at a place alone; null where it is damaged.</summary>
    public static byte[]? Decode(ReadBytes read, BlockPlace place) => Decode(read, place, out _);

    /// <param name="end">Behind its last bit, where it is sound.</param>
    public static byte[]? Decode(ReadBytes read, BlockPlace place, out long end)
    {
        var bits = new BitReader(read, place.Position);
        byte[]? data = Mark(bits) == BlockMark ? BlockDecoder.Decode(bits, place.Level) : null;
        end = bits.Position;
        return data;
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

        _level = 9; // not known: a larger block than there is does no harm
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
