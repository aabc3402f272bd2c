using System.Text;
using CsCheck;
using DumpReader.Pages;

namespace DumpReader.Tests.Pages;

public class LzjbTests
{
    [Fact]
    public void Literals_and_overlapping_copies_expand()
    {
        // literal 'a', literal 'b', copy of 5 bytes from 2 back, literal '!'
        byte[] input = [0b0000_0100, (byte)'a', (byte)'b', (5 - 3) << 2, 2, (byte)'!'];
        var output = new byte[8];
        Assert.Equal(8, Lzjb.Expand(input, output));
        Assert.Equal("abababa!", Encoding.ASCII.GetString(output));
    }

    [Theory]
    [InlineData(1)] // before the start of the output
    [InlineData(0)] // no encoder writes it
    public void Copy_from_nowhere_ends_decoding(byte distance) =>
        Assert.Equal(0, Lzjb.Expand([0b0000_0001, 0, distance, 0, 0], new byte[100]));

    [Fact]
    public void Any_input_stays_inside_its_output() => Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 500])
        .Sample((input, size) => Lzjb.Expand(input, new byte[size]) <= size);

    [Fact]
    public void What_is_compressed_expands_to_itself() => Gen.Byte[0, 3].Array[0, 3000].Sample(bytes =>
    {
        var output = new byte[bytes.Length];
        return Lzjb.Expand(Support.LzjbEncoder.Compress(bytes), output) == bytes.Length && output.AsSpan().SequenceEqual(bytes);
    }, iter: 100);
}
