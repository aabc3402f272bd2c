using System.Buffers.Binary;
using Commands.Dcmds.Core;
using Commands.Tests.Fakes;
using DumpReader.Types;

namespace Commands.Tests.Output;

/// <summary>Calls ::print over half a kilobyte of memory.</summary>
public abstract class PrintTest
{
    internal const ulong Base = 0x1000;

    private protected PrintTest() => Target.Target.Memory = new ByteSpace(Base, Memory);

    private protected byte[] Memory { get; } = new byte[0x200];

    private protected Bench Target { get; } = new();

    private protected HandMadeTypes Types => Target.Types;

    private protected string Print(ulong? address, params object[] words) => Target.Text(new Print(), address, words).ReplaceLineEndings("\n");

    private protected void Put(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Memory.AsSpan(offset), value);

    private protected StructType Struct(string tag, ulong size, params (string Name, CType Type, ulong Bit)[] members) =>
        Types.Add(new StructType(tag, false, size, [.. members.Select(m => new Member(m.Name, m.Type, m.Bit))]));

    private protected static ArrayType ArrayOf(CType element, uint count) => new(element, HandMadeTypes.Unsigned, count);

    private protected StructType Foo()
    {
        Put(0, 0x7_ffff_ffff);
        "hello"u8.CopyTo(Memory.AsSpan(8));
        Put(0x10, Base + 0x40);
        "world"u8.CopyTo(Memory.AsSpan(0x40));
        Put(0x20, 0xfffffffffbc00000);
        return Struct(
            "foo",
            0x28,
            ("a", HandMadeTypes.Int, 0),
            ("b", HandMadeTypes.Int, 32),
            ("c", ArrayOf(HandMadeTypes.Char, 8), 64),
            ("d", new PointerType(HandMadeTypes.Char), 0x80),
            ("e", new PointerType(HandMadeTypes.Void), 0xc0),
            ("f", HandMadeTypes.Long, 0x100));
    }
}
