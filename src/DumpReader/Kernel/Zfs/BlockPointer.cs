using DumpReader.Values;

namespace DumpReader.Kernel.Zfs;

/// <summary>A block pointer as it is on disk: <c>blkptr_t</c> of sys/spa.h. Its members come from the dump's types, their bits from the format.</summary>
internal sealed record BlockPointer
{
    private const int DiskAddresses = 3;

    /// <summary>blk_dva: up to three copies of the block.</summary>
    public required IReadOnlyList<DiskAddress> Copies { get; init; }

    /// <summary>blk_prop: sizes, kinds and flags.</summary>
    public required ulong Properties { get; init; }

    /// <summary>blk_phys_birth: transaction group that the block was written in; 0 for that of its birth.</summary>
    public required ulong WrittenIn { get; init; }

    /// <summary>blk_birth: transaction group.</summary>
    public required ulong Birth { get; init; }

    /// <summary>blk_fill: blocks below it that are no holes.</summary>
    public required ulong Fill { get; init; }

    /// <summary>blk_cksum: four words.</summary>
    public required IReadOnlyList<ulong> Checksum { get; init; }

    public bool IsEmbedded => Bits(39, 1) != 0;

    /// <summary>Nothing was ever written.</summary>
    public bool IsHole => !IsEmbedded && Copies[0] == default;

    public bool IsGang => !IsEmbedded && Copies[0].IsGang;

    public ulong Compression => Bits(32, 7);

    public ulong ChecksumKind => Bits(40, 8);

    /// <summary>What an embedded block holds.</summary>
    public ulong EmbeddedKind => Bits(40, 8);

    /// <summary>dmu_object_type_t.</summary>
    public ulong ObjectType => Bits(48, 8);

    /// <summary>0 for data.</summary>
    public ulong Level => Bits(56, 5);

    public bool UsesKeys => Bits(61, 1) != 0;

    public bool IsDeduplicated => Bits(62, 1) != 0;

    public bool IsLittleEndian => Bits(63, 1) != 0;

    /// <summary>Bytes of the block as it is used.</summary>
    public ulong LogicalSize => IsEmbedded ? Bits(0, 25) + 1 : IsHole && Properties == 0 ? 0 : (Bits(0, 16) + 1) << DiskAddress.SectorShift;

    /// <summary>Bytes of the block as it is stored.</summary>
    public ulong PhysicalSize => IsEmbedded ? Bits(25, 7) + 1 : (Bits(16, 16) + 1) << DiskAddress.SectorShift;

    public ulong PhysicalBirth => IsEmbedded ? 0 : WrittenIn != 0 ? WrittenIn : Birth;

    /// <summary>The members of a <c>blkptr_t</c>; false where the dump lacks one.</summary>
    public static bool TryRead(Value value, out BlockPointer? pointer)
    {
        bool whole = true;
        pointer = new BlockPointer
        {
            Copies =
            [
                .. Enumerable.Range(0, DiskAddresses).Select(i => $"blk_dva[{i}].dva_word")
                    .Select(words => new DiskAddress(Word(words + "[0]"), Word(words + "[1]"))),
            ],
            Properties = Word("blk_prop"),
            WrittenIn = Word("blk_phys_birth"),
            Birth = Word("blk_birth"),
            Fill = Word("blk_fill"),
            Checksum = [.. Enumerable.Range(0, 4).Select(i => Word($"blk_cksum.zc_word[{i}]"))],
        };
        return whole;

        ulong Word(string path)
        {
            ulong word = 0;
            whole &= value.TryGet(path, out Value member) && member.TryUInt64(out word);
            return word;
        }
    }

    private ulong Bits(int low, int count) => (Properties >> low) & ((1UL << count) - 1);
}
