using System.Buffers.Binary;
using System.Globalization;
using DumpReader.Types;

namespace DumpReader.Kernel.Memory;

/// <summary>A number inside a structure, as the dump's types place it; reads as 0 where they lack it.</summary>
/// <param name="Offset">Bytes from the start of the structure; -1 for a missing member.</param>
/// <param name="Size">1, 2, 4 or 8 bytes.</param>
internal readonly record struct StructureField(int Offset, int Size)
{
    public bool IsKnown => Offset >= 0;

    /// <summary>Finds a member by its path: <c>cache_full.ml_total</c>, <c>slab_link.list_next</c>.</summary>
    public static StructureField Of(KernelType type, string path)
    {
        CType? at = type.Type;
        ulong offset = 0;
        foreach (string name in path.Split('.'))
        {
            if (at?.Resolve() is not StructType structure || !structure.TryGetMember(name, out Member? member))
            {
                return new StructureField(-1, 8);
            }

            offset += member.ByteOffset;
            at = member.Type.Resolve();
        }

        int size = at is { Size: 1 or 2 or 4 or 8 } scalar ? (int)scalar.Size : 8;
        return offset > Bytes.Limits.ObjectBytes ? new StructureField(-1, size) : new StructureField((int)offset, size);
    }

    /// <summary>The bits, not sign-extended.</summary>
    /// <param name="structure">Bytes of the structure from its start.</param>
    public ulong Read(ReadOnlySpan<byte> structure)
    {
        if (Offset < 0 || Offset + Size > structure.Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> bytes = structure[Offset..];
        return Size switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Size} bytes at +{Offset:x}");
}
