using Commands.Pipeline;
using DumpReader.Kernel.Zfs;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>What the kinds in block pointers are called: the kernel's own tables tell it.</summary>
internal sealed class BlockNames(Run run)
{
    private const string Unknown = "UNKNOWN";

    // Kinds without an entry of their own (DMU_OT_NEWTYPE, sys/dmu.h): what they hold, and how their bytes are turned.
    private const ulong OwnKind = 0x80;
    private const ulong Metadata = 0x40;
    private const ulong Encrypted = 0x20;
    private const ulong Turning = 0x1f;

    public string ObjectType(ulong type) => (type & OwnKind) == 0
        ? Entry("dmu_ot", type, "ot_name")
        : $"bswap {Entry("dmu_ot_byteswap", type & Turning, "ob_name")} {((type & Metadata) != 0 ? "metadata" : "data")}";

    public string Checksum(ulong kind) => Entry("zio_checksum_table", kind, "ci_name");

    public string Compression(ulong kind) => Entry("zio_compress_table", kind, "ci_name");

    /// <summary>How keys protect a block.</summary>
    public string Protection(BlockPointer pointer) => !pointer.UsesKeys ? "unencrypted"
        : pointer.Level > 0 ? "indirect-MAC"
        : IsEncrypted(pointer) ? "encrypted"
        : "authenticated";

    /// <summary>Its third address then holds what the key was made of.</summary>
    public bool IsEncrypted(BlockPointer pointer) => pointer is { UsesKeys: true, Level: 0, IsEmbedded: false }
        && ((pointer.ObjectType & OwnKind) != 0
            ? (pointer.ObjectType & Encrypted) != 0
            : TryEntry("dmu_ot", pointer.ObjectType, out Value entry) && entry.Number("ot_encrypt") != 0);

    private string Entry(string table, ulong index, string member) =>
        TryEntry(table, index, out Value entry) && entry.Text(member) is { Length: > 0 } name ? name : Unknown;

    private bool TryEntry(string table, ulong index, out Value entry)
    {
        entry = default;
        if (!KernelObject.TryVariable(run, table, out Value entries) || entries.Type.Resolve() is not ArrayType array || index >= array.Count)
        {
            return false;
        }

        entry = entries.Element((long)index);
        return true;
    }
}
