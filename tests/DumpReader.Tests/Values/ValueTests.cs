using CsCheck;
using DumpReader.Problems;
using DumpReader.Types;
using DumpReader.Values;
using Shared;

namespace DumpReader.Tests.Values;

public class ValueTests
{
    private readonly FakeMemory _memory = new();
    private readonly TypeCatalog _types = FakeTypes.Of("""
        enum colour { RED, BLUE = -1 };
        struct inner { int n; char name[8]; };
        struct outer { signed char s8; unsigned short u16; int s32; long s64; enum colour c;
            unsigned low:3; signed high:5; unsigned long wide:40;
            char *text; struct inner *link; struct inner in[2]; float f; double d; _Bool flag; };
        """);

    private readonly Value _outer;

    public ValueTests()
    {
        _outer = new Value(_memory, _types.Type("struct outer"), 0x1000);
        _memory.Write(0x1000, new byte[512]);
    }

    private ulong Place(string path) => _outer[path].Address;

    [Fact]
    public void Integers_are_extended_by_their_sign()
    {
        _memory.Write(Place("s8"), [0xff]);
        _memory.WriteUInt32(Place("s32"), 0xfffffffe);
        _memory.WriteUInt32(Place("c"), 0xffffffff);
        Assert.Equal((0xffUL, -1L), (_outer["s8"].AsUInt64(), _outer["s8"].AsInt64()));
        Assert.Equal((0xfffffffeUL, -2L), (_outer["s32"].AsUInt64(), _outer["s32"].AsInt64()));
        Assert.Equal(-1L, _outer["c"].AsInt64());
    }

    [Fact]
    public void Bit_fields_are_cut_out_of_the_bytes_that_they_touch()
    {
        _memory.Write(Place("low"), [0b10110_101]);
        Assert.Equal((5UL, 5L), (_outer["low"].AsUInt64(), _outer["low"].AsInt64()));
        Assert.Equal((0b10110UL, -10L), (_outer["high"].AsUInt64(), _outer["high"].AsInt64()));
    }

    [Fact]
    public void Any_bit_range_is_read_back()
    {
        Gen.Select(Gen.Int[0, 7], Gen.Int[1, 64], Gen.ULong, Gen.Byte).Sample((offset, width, value, noise) =>
        {
            var bytes = new byte[32];
            Array.Fill(bytes, noise);
            UInt128 mask = ((UInt128.One << width) - 1) << offset;
            var around = new UInt128(noise * 0x0101010101010101UL, noise * 0x0101010101010101UL);
            UInt128 all = (around & ~mask) | (((UInt128)value << offset) & mask);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, all);
            var memory = new FakeMemory();
            memory.Write(0x5000, bytes);
            var type = new IntegerType("bits", 8, width, signed: true);
            ulong expected = width == 64 ? value : value & ((1UL << width) - 1);
            var read = new Value(memory, type, 0x5000, offset);
            Assert.Equal(expected, read.AsUInt64());
            Assert.Equal(width == 64 ? (long)value : (long)(expected << (64 - width)) >> (64 - width), read.AsInt64());
        });
    }

    [Fact]
    public void Text_ends_at_its_NUL_or_with_its_array()
    {
        _memory.WriteUInt64(Place("text"), 0x2ffd);
        _memory.Write(0x2ffd, "abc"u8);
        _memory.Write(Place("in[1].name"), "longname"u8);
        Assert.Equal("abc", _outer["text"].AsString());
        Assert.Equal("longname", _outer["in[1].name"].AsString());
        Assert.Equal("", _outer["in[0].name"].AsString());
    }

    [Fact]
    public void Elements_and_pointers_lead_on()
    {
        _memory.WriteUInt64(Place("link"), 0x4000);
        _memory.WriteUInt32(0x4000 + 12, 77);
        Assert.Equal(0x4000UL, _outer["link"].Dereference().Address);
        Assert.Equal(77UL, _outer["link"].Element(1)["n"].AsUInt64());
        Assert.Equal(Place("in") + 12, _outer["in"].Element(1).Address);
        Assert.True(_outer["link"].TryDereference(out Value inner));
        Assert.Equal("struct inner", inner.Type.Name);
        Assert.False(_outer["text"].TryDereference(out _));
        Assert.Equal(0x4000UL, _outer["link"].AsAddress().Value);
    }

    [Fact]
    public void Floating_point_is_read()
    {
        _memory.Write(Place("f"), BitConverter.GetBytes(1.5f));
        _memory.Write(Place("d"), BitConverter.GetBytes(-2.25));
        Assert.Equal((1.5, -2.25), (_outer["f"].AsDouble(), _outer["d"].AsDouble()));
    }

    [Fact]
    public void What_is_not_in_the_dump_is_an_exception_or_false()
    {
        var gone = new Value(_memory, _outer.Type, 0x9000);
        Assert.Equal(0x9004UL, Assert.Throws<UnreadableException>(() => gone["s32"].AsUInt64()).Problem.Address);
        Assert.Throws<UnreadableException>(() => gone["link->n"]);
        Assert.Throws<UnreadableException>(() => gone["text"].AsString());
        Assert.False(gone.TryGet("link->n", out _));
        Assert.False(gone["s32"].TryInt64(out _));
        Assert.False(gone["in[0].name"].TryString(out _));
    }

    [Fact]
    public void A_member_that_does_not_exist_is_the_callers_mistake()
    {
        Assert.StartsWith("failed to find member zz of struct inner", Assert.Throws<ArgumentException>(() => _outer["in[0].zz"]).Message);
        Assert.False(_outer.TryGet("zz", out _));
        Assert.Throws<InvalidOperationException>(() => _outer["in"].AsUInt64());
        Assert.Throws<InvalidOperationException>(() => _outer["in"].AsString());
        Assert.Throws<InvalidOperationException>(() => _outer["s32"].Dereference());
        Assert.Throws<InvalidOperationException>(() => _outer["s32"].Element(1));
    }

    [Fact]
    public void A_snapshot_is_read_once()
    {
        _memory.WriteUInt32(Place("s32"), 5);
        int before = _memory.Reads;
        Assert.True(_outer.TrySnapshot(out Value copy));
        Assert.Equal((5L, 0L, 0UL), (copy["s32"].AsInt64(), copy["s64"].AsInt64(), copy["in[1].n"].AsUInt64()));
        Assert.Equal(1, _memory.Reads - before);
        _memory.WriteUInt64(Place("link"), 0x4000);
        Assert.Equal(0UL, copy["link"].AsUInt64());
        Assert.False(new Value(_memory, _outer.Type, 0x1ff0).TrySnapshot(out _));
    }
}
