using System.Buffers.Binary;

namespace DumpReader.Types.Ctf;

/// <summary>
/// Head of a type record (<c>ctf_stype_t</c>, and <c>ctf_type_t</c> where the size needs 64 bits; sys/ctf.h) and where its
/// variable data lies.
/// </summary>
internal readonly struct CtfRecord
{
    /// <summary>Size of the structure from which members carry 64-bit offsets (CTF_LSTRUCT_THRESH).</summary>
    public const ulong LargeStruct = 8192;

    private const int SmallSize = 8;
    private const int LargeSize = 16;
    private const ushort SizeElsewhere = 0xffff;

    public uint Name { get; private init; }

    public TypeKind Kind { get; private init; }

    public bool IsRoot { get; private init; }

    /// <summary>Number of members, enumerators or arguments.</summary>
    public int Count { get; private init; }

    /// <summary>Size in bytes, or for a kind that refers to another type its id.</summary>
    public ulong SizeOrType { get; private init; }

    /// <summary>Offset of the variable data in the type section.</summary>
    public int Data { get; private init; }

    /// <summary>Offset of the next record in the type section.</summary>
    public int Next { get; private init; }

    /// <summary>For a forward declaration, what it declares: 0 stands for a structure.</summary>
    public TypeKind ForwardOf => SizeOrType is (ulong)TypeKind.Union or (ulong)TypeKind.Enum ? (TypeKind)SizeOrType : TypeKind.Struct;

    public bool HasLargeMembers => SizeOrType >= LargeStruct;

    /// <summary>False: the record does not fit, or its kind does not exist; <paramref name="why"/> says which.</summary>
    public static bool TryRead(ReadOnlySpan<byte> types, int offset, out CtfRecord record, out string why)
    {
        record = default;
        why = "is cut off";
        if (types.Length - offset < SmallSize)
        {
            return false;
        }

        ReadOnlySpan<byte> at = types[offset..];
        ushort info = BinaryPrimitives.ReadUInt16LittleEndian(at[4..]);
        ulong size = BinaryPrimitives.ReadUInt16LittleEndian(at[6..]);
        int head = SmallSize;
        if (size == SizeElsewhere)
        {
            if (at.Length < LargeSize)
            {
                return false;
            }

            size = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(at[8..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(at[12..]);
            head = LargeSize;
        }

        var kind = (TypeKind)(info >> 11);
        int count = info & 0x3ff;
        int data = DataSize(kind, count, size);
        if (data < 0)
        {
            why = $"has kind {info >> 11}, which does not exist";
            return false;
        }

        record = new CtfRecord
        {
            Name = BinaryPrimitives.ReadUInt32LittleEndian(at),
            Kind = kind,
            IsRoot = (info & 0x400) != 0,
            Count = count,
            SizeOrType = size,
            Data = offset + head,
            Next = offset + head + data,
        };
        return at.Length - head >= data;
    }

    private static int DataSize(TypeKind kind, int count, ulong size) => kind switch
    {
        TypeKind.Integer or TypeKind.Float => 4,
        TypeKind.Array => 8,
        TypeKind.Function => 2 * (count + (count & 1)),
        TypeKind.Struct or TypeKind.Union => (size < LargeStruct ? 8 : 16) * count,
        TypeKind.Enum => 8 * count,
        TypeKind.Unknown or TypeKind.Pointer or TypeKind.Forward => 0,
        TypeKind.Typedef or TypeKind.Volatile or TypeKind.Const or TypeKind.Restrict => 0,
        _ => -1,
    };
}
