using System.Buffers.Binary;
using System.Text;
using DumpReader.Kernel;
using DumpReader.Types;

namespace Shared;

/// <summary>A kernel built in memory: objects of the types in <see cref="FakeTypes.Kernel"/>, by member name.</summary>
internal sealed class FakeKernel
{
    public FakeKernel(bool circular) : this(() => FakeTypes.Of(FakeTypes.Kernel(circular)))
    {
    }

    /// <summary>With types of the test's own.</summary>
    public FakeKernel(Func<TypeCatalog> types)
    {
        Types = types();
        Objects = new KernelObjects(Memory, new FakeSymbols(Symbols), Types);
    }

    public FakeMemory Memory { get; } = new();

    public FakeSymbolTable Symbols { get; } = new();

    public TypeCatalog Types { get; }

    public KernelObjects Objects { get; }

    /// <summary>Writes members of a structure; the rest of it is there, as zeros.</summary>
    public void Put(string type, ulong address, params (string Member, ulong Value)[] members)
    {
        var structure = (StructType)Types.Type(type).Resolve();
        Memory.Write(address, new byte[structure.Size]);
        foreach ((string name, ulong value) in members)
        {
            Set(type, address, name, value);
        }
    }

    public void Set(string type, ulong address, string member, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Member m = Member(type, member);
        Memory.Write(address + m.ByteOffset, bytes[..(int)m.Type.Size]);
    }

    public ulong Offset(string type, string member) => Member(type, member).ByteOffset;

    public void Text(ulong address, string text) => Memory.Write(address, Encoding.Latin1.GetBytes(text + "\0"));

    /// <summary>A kernel variable that is a pointer.</summary>
    public void Variable(string name, ulong address, ulong value)
    {
        Symbols.Add(name, address);
        Memory.WriteUInt64(address, value);
    }

    /// <summary>Operators one page apart from 0x10000 on, linked as the layout wants it, with save and restore times.</summary>
    public ulong[] Chain(params (long Save, long Restore)[] times)
    {
        bool circular = Objects.ContextOps.Layout == ContextLayout.Circular;
        ulong[] ops = [.. Enumerable.Range(0, times.Length).Select(i => 0x10000UL + (0x1000 * (ulong)i))];
        for (int i = 0; i < ops.Length; i++)
        {
            bool last = i == ops.Length - 1;
            Put("struct ctxop", ops[i], ("save_op", 0x500 + (ulong)i), ("next", last ? (circular ? ops[0] : 0) : ops[i + 1]),
                ("save_ts", (ulong)times[i].Save), ("restore_ts", (ulong)times[i].Restore));
            if (circular)
            {
                Set("struct ctxop", ops[i], "prev", ops[i == 0 ? ops.Length - 1 : i - 1]);
            }
        }

        return ops;
    }

    private Member Member(string type, string member) =>
        ((StructType)Types.Type(type).Resolve()).TryGetMember(member, out Member found)
            ? found
            : throw new InvalidOperationException(member);
}
