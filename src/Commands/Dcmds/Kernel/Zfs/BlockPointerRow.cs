using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel.Zfs;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>A block pointer with what its kinds are called.</summary>
/// <param name="Address">Of the <c>blkptr_t</c>.</param>
internal sealed record BlockPointerRow(ulong Address, BlockPointer Pointer, BlockNames Names)
{
    private static readonly string[] Counts = ["zero", "single", "double", "triple"];

    public static readonly Table<BlockPointerRow> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("kind", r => r.Kind), new("level", r => r.Pointer.Level), new("type", r => r.Type),
            new("lsize", r => r.Pointer.LogicalSize), new("psize", r => r.Pointer.IsHole ? Cell.None : r.Pointer.PhysicalSize),
            new("birth", r => r.Pointer.Birth), new("phys_birth", r => r.IsBlock ? r.Pointer.PhysicalBirth : Cell.None),
            new("fill", r => r.IsBlock ? r.Fill : Cell.None), new("checksum", r => r.IsBlock ? r.Names.Checksum(r.Pointer.ChecksumKind) : Cell.None),
            new("compress", r => r.Pointer.IsHole ? Cell.None : r.Names.Compression(r.Pointer.Compression)),
            new("embedded_type", r => r.Pointer.IsEmbedded ? r.Pointer.EmbeddedKind : Cell.None),
            new("protection", r => r.IsBlock ? r.Names.Protection(r.Pointer) : Cell.None),
            new("endian", r => r.IsBlock ? r.Pointer.IsLittleEndian ? "LE" : "BE" : Cell.None),
            new("gang", r => r.Pointer.IsGang), new("dedup", r => r.IsBlock && r.Pointer.IsDeduplicated),
            new("copies", r => r.IsBlock ? r.Copies : Cell.None),
            .. Enumerable.Range(0, 3).SelectMany(index => DiskAddressColumns(index)),
            .. Enumerable.Range(0, 4).Select(i => new Column<BlockPointerRow>($"cksum{i}", r => r.IsBlock ? r.Pointer.Checksum[i] : Cell.None)),
            new("salt", r => r.HasKey ? r.Pointer.Copies[2].Low : Cell.None), new("iv", r => r.HasKey ? r.Pointer.Copies[2].High : Cell.None),
            new("iv2", r => r.HasKey ? r.Pointer.Fill >> 32 : Cell.None),
        ],
        Header: null,
        (r, w) => r.Write(w));

    private string Kind => Pointer.IsEmbedded ? "EMBEDDED" : Pointer.IsHole ? "HOLE" : "BLOCK";

    private bool IsBlock => !Pointer.IsEmbedded && !Pointer.IsHole;

    private bool HasKey => IsBlock && Names.IsEncrypted(Pointer);

    private string Type => Names.ObjectType(Pointer.ObjectType);

    private ulong Fill => HasKey ? (uint)Pointer.Fill : Pointer.Fill;

    /// <summary>Where a gang header lies, its third copy is room that the second left; it is no copy.</summary>
    private int Copies
    {
        get
        {
            int valid = Addresses.Count(a => a.IsValid);
            return Pointer.IsGang && valid == 3 && Pointer.Copies[2].Size <= Pointer.Copies[1].Size / 2 ? valid - 1 : valid;
        }
    }

    private IEnumerable<DiskAddress> Addresses => Pointer.Copies.Take(HasKey ? 2 : 3);

    private static IEnumerable<Column<BlockPointerRow>> DiskAddressColumns(int index)
    {
        yield return new($"dva{index}_vdev", r => r.AddressAt(index) is { } a ? a.Device : Cell.None);
        yield return new($"dva{index}_offset", r => r.AddressAt(index) is { } a ? a.Offset : Cell.None);
        yield return new($"dva{index}_asize", r => r.AddressAt(index) is { } a ? a.Size : Cell.None);
    }

    private DiskAddress? AddressAt(int index) =>
        IsBlock && index < (HasKey ? 2 : 3) && Pointer.Copies[index].IsValid ? Pointer.Copies[index] : null;

    private void Write(MdbWriter writer)
    {
        BlockPointer p = Pointer;
        if (p.IsHole)
        {
            writer.Printf("HOLE [L%llu %s] size=%llxL birth=%lluL\n", p.Level, Type, p.LogicalSize, p.Birth);
            return;
        }

        if (p.IsEmbedded)
        {
            writer.Printf("EMBEDDED [L%llu %s] et=%llu %s size=%llxL/%llxP birth=%lluL\n",
                p.Level, Type, p.EmbeddedKind, Names.Compression(p.Compression), p.LogicalSize, p.PhysicalSize, p.Birth);
            return;
        }

        int index = 0;
        foreach (DiskAddress address in Addresses)
        {
            if (address.IsValid)
            {
                writer.Printf("DVA[%d]=<%llu:%llx:%llx>\n", index, address.Device, address.Offset, address.Size);
            }

            index++;
        }

        if (HasKey)
        {
            writer.Printf("salt=%llx iv=%llx:%llx\n", p.Copies[2].Low, p.Copies[2].High, p.Fill >> 32);
        }

        writer.Printf("[L%llu %s] %s %s %s %s %s %s %s\n", p.Level, Type, Names.Checksum(p.ChecksumKind), Names.Compression(p.Compression),
            Names.Protection(p), p.IsLittleEndian ? "LE" : "BE", p.IsGang ? "gang" : "contiguous", p.IsDeduplicated ? "dedup" : "unique", Counts[Copies]);
        writer.Printf("size=%llxL/%llxP birth=%lluL/%lluP fill=%llu\n", p.LogicalSize, p.PhysicalSize, p.Birth, p.PhysicalBirth, Fill);
        writer.Printf("cksum=%llx:%llx:%llx:%llx\n", p.Checksum[0], p.Checksum[1], p.Checksum[2], p.Checksum[3]);
    }
}
