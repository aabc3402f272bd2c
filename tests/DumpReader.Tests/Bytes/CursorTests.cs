using System.Buffers.Binary;
using CsCheck;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Tests.Bytes;

public class CursorTests
{
    [Fact]
    public void Fields_come_one_after_another_little_endian() => Gen.Byte.Array[31].Sample(bytes =>
    {
        var cursor = new Cursor(bytes);
        return cursor.Byte() == bytes[0]
            && cursor.UInt16() == BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(1))
            && cursor.UInt32() == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(3))
            && cursor.Int32() == BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(7))
            && cursor.UInt64() == BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(11))
            && cursor.Int64() == BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(19))
            && cursor.Position == 27 && cursor.Remaining == 4;
    });

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public void Field_past_the_end_is_told_with_its_place(int length)
    {
        var thrown = Assert.Throws<DumpException>(() => new Cursor(new byte[length]).UInt32());
        Assert.Equal($"structure cut short: 4 bytes needed at offset 0, {length} there", thrown.Message);
    }

    [Fact]
    public void Negative_count_is_refused() => Assert.Throws<DumpException>(() => new Cursor(new byte[8]).Skip(-1));

    [Theory]
    [InlineData("ab\0c", "ab")]
    [InlineData("abcd", "abcd")]
    [InlineData("\0bcd", "")]
    public void Text_ends_at_the_first_NUL_or_the_end_of_its_field(string field, string expected)
    {
        var cursor = new Cursor(System.Text.Encoding.Latin1.GetBytes(field + "rest"));
        Assert.Equal(expected, cursor.Text(4));
        Assert.Equal(4, cursor.Position);
    }
}
