using System.Buffers;
using System.Buffers.Binary;

namespace DumpReader.Types.Ctf;

/// <summary>The sections as bytes.</summary>
public sealed partial class CtfWriter
{
    private const int HeaderSize = 36;
    private const int MaxMembers = 1023;
    private const ulong LongSize = 0xffff;

    /// <summary>CTF_LSTRUCT_THRESH: from this size on, members have long offsets.</summary>
    private const ulong LargeStruct = 8192;

    /// <summary>The whole container.</summary>
    /// <param name="compress">As a zlib stream, of stored blocks: no byte of it depends on a compression library.</param>
    public byte[] ToBytes(bool compress = true)
    {
        var strings = new CtfWriterStrings();
        uint parentLabel = _parent is { _label.Length: > 0 } ? strings.Add(_parent._label) : 0;
        uint parentName = strings.Add(_parentName);
        var body = new ArrayBufferWriter<byte>();
        if (_label.Length > 0)
        {
            U32(body, strings.Add(_label));
            U32(body, (uint)(_types.Count | (_parent is null ? 0 : ChildBit)));
        }

        uint objects = (uint)body.WrittenCount;
        _objects.ForEach(id => U16(body, id));
        uint functions = (uint)body.WrittenCount;
        _functions.ForEach(f => Function(body, f));
        while (body.WrittenCount % 4 != 0)
        {
            U16(body, 0);
        }

        uint types = (uint)body.WrittenCount;
        foreach (CType type in _types)
        {
            Record(body, strings, type);
        }

        uint table = (uint)body.WrittenCount;
        body.Write(strings.ToBytes());
        uint[] fields = [parentLabel, parentName, 0, objects, functions, types, table, (uint)body.WrittenCount - table];
        var file = new ArrayBufferWriter<byte>(HeaderSize + body.WrittenCount);
        U16(file, 0xcff1);
        file.Write<byte>([2, compress ? (byte)1 : (byte)0]);
        foreach (uint field in fields)
        {
            U32(file, field);
        }

        file.Write<byte>(compress ? CtfWriterStream.Store(body.WrittenSpan) : body.WrittenSpan);
        return file.WrittenSpan.ToArray();
    }

    private static void Function(ArrayBufferWriter<byte> to, int[]? function)
    {
        U16(to, function is null ? 0 : Info(TypeKind.Function, root: true, function.Length - 1));
        foreach (int id in function ?? [])
        {
            U16(to, id);
        }
    }

    private void Record(ArrayBufferWriter<byte> to, CtfWriterStrings strings, CType type)
    {
        U32(to, strings.Add(type.Tag));
        switch (type)
        {
            case IntegerType i:
                Sized(to, i, 0, root: !i.Tag.Contains(':'));
                U32(to, Encoding(i));
                break;
            case FloatType f:
                Sized(to, f, 0, root: true);
                U32(to, Encoding(f));
                break;
            case PointerType p:
                Referring(to, TypeKind.Pointer, Add(p.Target));
                break;
            case TypedefType t:
                Referring(to, TypeKind.Typedef, Add(t.Target), root: true);
                break;
            case QualifiedType q:
                Referring(to, q.Kind, Add(q.Target));
                break;
            case ForwardType f:
                Referring(to, TypeKind.Forward, (int)f.Of, root: true);
                break;
            case ArrayType a:
                Referring(to, TypeKind.Array, 0);
                U16(to, Add(a.Element));
                U16(to, Add(a.Index));
                U32(to, a.Count);
                break;
            case FunctionType f:
                Arguments(to, f);
                break;
            case EnumType e:
                Sized(to, e, e.Enumerators.Count, root: true);
                foreach (Enumerator item in e.Enumerators)
                {
                    U32(to, strings.Add(item.Name));
                    U32(to, (uint)item.Value);
                }

                break;
            case StructType s:
                Sized(to, s, s.Members.Count, root: true);
                Members(to, strings, s);
                break;
        }
    }

    private void Arguments(ArrayBufferWriter<byte> to, FunctionType f)
    {
        int[] arguments = Arguments(f, 0);
        U16(to, Info(TypeKind.Function, root: false, arguments.Length));
        U16(to, Add(f.Result));
        foreach (int id in arguments)
        {
            U16(to, id);
        }

        if (arguments.Length % 2 != 0)
        {
            U16(to, 0);
        }
    }

    private void Members(ArrayBufferWriter<byte> to, CtfWriterStrings strings, StructType s)
    {
        foreach (Member member in s.Members)
        {
            U32(to, strings.Add(member.Name));
            U16(to, Add(member.Type));
            if (s.Size < LargeStruct)
            {
                U16(to, checked((ushort)member.BitOffset));
            }
            else
            {
                U16(to, 0);
                U32(to, (uint)(member.BitOffset >> 32));
                U32(to, (uint)member.BitOffset);
            }
        }
    }

    private static void Sized(ArrayBufferWriter<byte> to, CType type, int count, bool root)
    {
        U16(to, Info(type.Kind, root, count));
        U16(to, (int)Math.Min(type.Size, LongSize));
        if (type.Size >= LongSize)
        {
            U32(to, (uint)(type.Size >> 32));
            U32(to, (uint)type.Size);
        }
    }

    private static void Referring(ArrayBufferWriter<byte> to, TypeKind kind, int id, bool root = false)
    {
        U16(to, Info(kind, root, 0));
        U16(to, id);
    }

    /// <summary>CTF_TYPE_INFO: kind, root flag, number of members.</summary>
    private static int Info(TypeKind kind, bool root, int count) => count <= MaxMembers
        ? ((int)kind << 11) | (root ? 1 << 10 : 0) | count
        : throw new InvalidOperationException($"{count} members in one type; CTF holds {MaxMembers}");

    private static void U16(ArrayBufferWriter<byte> to, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to.GetSpan(2), (ushort)value);
        to.Advance(2);
    }

    private static void U32(ArrayBufferWriter<byte> to, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to.GetSpan(4), value);
        to.Advance(4);
    }
}
