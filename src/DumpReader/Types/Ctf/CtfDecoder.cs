using System.Buffers.Binary;

namespace DumpReader.Types.Ctf;

/// <summary>Makes types of records. What a type refers to stays a promise, so that nothing is decoded that nobody asks for.</summary>
internal static class CtfDecoder
{
    private const uint Signed = 1;
    private const uint Character = 2;
    private const uint Boolean = 4;

    public static CType Decode(CtfContainer container, int index, in CtfRecord record)
    {
        ReadOnlySpan<byte> data = container.TypeSection[record.Data..record.Next];
        switch (record.Kind)
        {
            case TypeKind.Integer:
                return Integer(container.String(record.Name), record.SizeOrType, BinaryPrimitives.ReadUInt32LittleEndian(data));
            case TypeKind.Float:
                uint encoding = BinaryPrimitives.ReadUInt32LittleEndian(data);
                return new FloatType(container.String(record.Name), record.SizeOrType, (int)(encoding >> 24), (int)(encoding & 0xffff));
            case TypeKind.Struct or TypeKind.Union:
                CtfRecord shape = record;
                bool union = record.Kind == TypeKind.Union;
                return new StructType(container.String(record.Name), union, record.SizeOrType, () => Members(container, shape));
            case TypeKind.Enum:
                CtfRecord names = record;
                return new EnumType(container.String(record.Name), record.SizeOrType, () => Enumerators(container, names));
            case TypeKind.Forward:
                return new ForwardType(container.String(record.Name), record.ForwardOf);
            case TypeKind.Unknown:
                return new UnknownType("type of no kind");
        }

        if (!CtfChain.Ends(container, index))
        {
            container.Report(CtfProblems.Circular(container.Module, index));
            return new UnknownType("type refers to itself", container.String(record.Name));
        }

        return record.Kind switch
        {
            TypeKind.Pointer => new PointerType(Reference(container, record.SizeOrType)),
            TypeKind.Array => new ArrayType(
                Reference(container, Id(data, 0)),
                Reference(container, Id(data, 1)),
                BinaryPrimitives.ReadUInt32LittleEndian(data[4..])),
            TypeKind.Function => Function(container, container.String(record.Name), record.SizeOrType, data[..(2 * record.Count)]),
            TypeKind.Typedef => new TypedefType(container.String(record.Name), Reference(container, record.SizeOrType)),
            _ => new QualifiedType(record.Kind, Reference(container, record.SizeOrType)),
        };
    }

    /// <summary>A function type from its argument ids; a last id of 0 stands for <c>...</c>.</summary>
    public static FunctionType Function(CtfContainer container, string name, ulong result, ReadOnlySpan<byte> ids)
    {
        int count = ids.Length / 2;
        bool variadic = count > 0 && Id(ids, count - 1) == 0;
        var arguments = new TypeReference[variadic ? count - 1 : count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Reference(container, Id(ids, i));
        }

        return new FunctionType(name, Reference(container, result), arguments, variadic);
    }

    public static ushort Id(ReadOnlySpan<byte> ids, int index) => BinaryPrimitives.ReadUInt16LittleEndian(ids[(2 * index)..]);

    private static IntegerType Integer(string name, ulong size, uint data)
    {
        uint encoding = data >> 24;
        return new IntegerType(
            name,
            size,
            (int)(data & 0xffff),
            (encoding & Signed) != 0,
            (encoding & Character) != 0,
            (encoding & Boolean) != 0,
            (int)((data >> 16) & 0xff));
    }

    private static Member[] Members(CtfContainer container, in CtfRecord record)
    {
        ReadOnlySpan<byte> data = container.TypeSection[record.Data..record.Next];
        int step = record.HasLargeMembers ? 16 : 8;
        var members = new Member[record.Count];
        for (int i = 0; i < members.Length; i++)
        {
            ReadOnlySpan<byte> at = data.Slice(i * step, step);
            ulong offset = record.HasLargeMembers
                ? ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(at[8..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(at[12..])
                : BinaryPrimitives.ReadUInt16LittleEndian(at[6..]);
            members[i] = new Member(
                container.String(BinaryPrimitives.ReadUInt32LittleEndian(at)),
                Reference(container, BinaryPrimitives.ReadUInt16LittleEndian(at[4..])),
                offset);
        }

        return members;
    }

    private static Enumerator[] Enumerators(CtfContainer container, in CtfRecord record)
    {
        ReadOnlySpan<byte> data = container.TypeSection[record.Data..record.Next];
        var enumerators = new Enumerator[record.Count];
        for (int i = 0; i < enumerators.Length; i++)
        {
            ReadOnlySpan<byte> at = data[(8 * i)..];
            enumerators[i] = new Enumerator(
                container.String(BinaryPrimitives.ReadUInt32LittleEndian(at)),
                BinaryPrimitives.ReadInt32LittleEndian(at[4..]));
        }

        return enumerators;
    }

    private static TypeReference Reference(CtfContainer container, ulong id) =>
        new(container, id > ushort.MaxValue ? int.MaxValue : (int)id);
}
