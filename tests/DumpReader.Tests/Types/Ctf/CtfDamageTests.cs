using System.Buffers.Binary;
using System.IO.Compression;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Types;
using DumpReader.Types.Ctf;
using Shared;

namespace DumpReader.Tests.Types.Ctf;

public class CtfDamageTests
{
    private readonly List<Problem> _problems = [];

    private CtfContainer Open(CtfImage image)
    {
        Assert.True(CtfBytes.TryOpen("genunix", image.ToBytes(), out CtfBytes bytes, out Problem problem), problem.Message);
        return new CtfContainer("genunix", bytes, _ => null, _problems.Add);
    }

    private static Problem Fault(byte[] bytes)
    {
        Assert.False(CtfBytes.TryOpen("genunix", bytes, out _, out Problem problem));
        return problem;
    }

    private static byte[] Good(bool compressed = false) => FakeTypes.Container("struct s { int a; struct s *next; };", compressed);

    private static byte[] With(Action<byte[]> change, bool compressed = false)
    {
        byte[] bytes = Good(compressed);
        change(bytes);
        return bytes;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Fewer_bytes_than_a_preamble_are_not_CTF(int length) =>
        Assert.StartsWith("failed to load CTF data for genunix: Buffer does not contain CTF data", Fault(Good()[..length]).Message);

    [Fact]
    public void A_refusal_is_one_line_whatever_name_the_file_gives()
    {
        byte[] bytes = new CtfImage { Parent = "gen\nunix\u001b[2J" }.Int().ToBytes();
        DumpException refused = Assert.Throws<DumpException>(() => CtfFile.Read("file", bytes, _problems.Add));
        Assert.Equal("failed to load CTF data for file - parent gen?unix?[2J not loaded", refused.Message);
        Assert.Equal(refused.Message, refused.Problem.Message);
    }

    [Fact]
    public void A_wrong_magic_is_not_CTF() => Assert.Equal("MDB301", Fault(With(b => b[0]++)).Code);

    [Fact]
    public void A_newer_version_is_named()
    {
        Problem problem = Fault(With(b => b[2] = 3));
        Assert.Equal("MDB302", problem.Code);
        Assert.Equal("failed to load CTF data for genunix: File uses more recent CTF version (3, not 2)", problem.Message);
    }

    [Theory]
    [InlineData(12, 0xffffff00)]
    [InlineData(20, 0x7ffffffe)]
    [InlineData(24, 0x7ffffffc)]
    [InlineData(28, 0xffffffff)]
    [InlineData(32, 0xffffffff)]
    [InlineData(24, 6)]
    [InlineData(16, 1)]
    public void Offsets_that_cannot_be_are_corruption(int field, uint value)
    {
        Problem problem = Fault(With(b => BinaryPrimitives.WriteUInt32LittleEndian(b.AsSpan(field), value)));
        Assert.Equal("MDB304", problem.Code);
        Assert.Contains("File data structure corruption detected", problem.Message);
    }

    [Fact]
    public void An_uncompressed_container_may_not_end_early() => Assert.Equal("MDB304", Fault(Good()[..^1]).Code);

    /// <summary>A stream that asks for a preset dictionary is a case of its own to the library.</summary>
    [Fact]
    public void A_stream_that_wants_a_dictionary_fails_to_decompress() =>
        Assert.EndsWith(
            "Failed to decompress CTF data (not a zlib stream)",
            Fault(With(b => (b[36], b[37]) = (0x78, 0x20), compressed: true)).Message);

    [Fact]
    public void A_stream_that_is_not_zlib_fails_to_decompress() =>
        Assert.Contains(
            "Failed to decompress CTF data (not a zlib stream)", Fault(With(b => b.AsSpan(36).Fill(0xff), compressed: true)).Message);

    [Fact]
    public void A_stream_must_have_exactly_the_length_of_its_sections()
    {
        Assert.Equal("MDB303", Fault(With(b => b[32]++, compressed: true)).Code);
        Assert.Equal("MDB303", Fault(With(b => b[32]--, compressed: true)).Code);
        Assert.Equal("MDB303", Fault(Good(compressed: true)[..^8]).Code);
    }

    [Fact]
    public void A_container_that_claims_more_than_deflate_can_hold_is_not_allocated()
    {
        using var small = new MemoryStream();
        using (var zlib = new ZLibStream(small, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(new byte[100]);
        }

        byte[] bytes = [.. Good()[..36], .. small.ToArray()];
        bytes[3] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), 60 << 20);
        Assert.Contains("cannot come from", Fault(bytes).Message);
    }

    [Fact]
    public void A_reference_past_the_last_type_leads_to_no_type_and_a_problem()
    {
        var container = Open(new CtfImage().Int().Typedef("lost_t", 99));
        CType type = container.GetType(2);
        Assert.Equal("lost_t", type.Name);
        Assert.Equal(TypeKind.Unknown, type.Resolve().Kind);
        Assert.Equal(0UL, type.Size);
        Problem problem = Assert.Single(_problems);
        Assert.Equal(("MDB306", "CTF data of genunix: type id 99 refers past the last type 2"), (problem.Code, problem.Message));
    }

    [Fact]
    public void A_typedef_of_itself_is_no_type_and_a_problem()
    {
        var container = Open(new CtfImage().Int().Typedef("a_t", 3).Typedef("b_t", 2));
        CType type = container.GetType(2);
        Assert.Equal((TypeKind.Unknown, "a_t", 0UL), (type.Resolve().Kind, type.Name, type.Size));
        Assert.Equal("MDB307", _problems[0].Code);
    }

    [Fact]
    public void A_pointer_to_itself_and_an_array_of_itself_end()
    {
        var container = Open(new CtfImage().Type("", 3, 0, 1).Type("", 4, 0, 0, 2, 1, 0xffff, 0xffff));
        Assert.Equal(TypeKind.Unknown, container.GetType(1).Kind);
        Assert.Equal((TypeKind.Unknown, 0UL), (container.GetType(2).Kind, container.GetType(2).Size));
    }

    [Fact]
    public void A_structure_may_hold_pointers_to_itself()
    {
        var container = Open(new CtfImage().Struct("node", 8, ("next", 2, 0)).Type("", 3, 0, 1));
        Assert.Equal("struct node *", ((StructType)container.GetType(1)).Members[0].Type.Name);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Types_before_an_impossible_kind_are_still_read()
    {
        var container = Open(new CtfImage().Int().Type("odd", 20, 0, 4).Int("long", 8));
        Assert.Equal((1, "int"), (container.Count, container.GetType(1).Name));
        Assert.Equal(
            "CTF data of genunix: type 2 has kind 20, which does not exist; the types after it are not read", Assert.Single(_problems).Message);
    }

    [Fact]
    public void Types_before_a_record_that_is_cut_off_are_still_read()
    {
        var container = Open(new CtfImage().Int().Type("cut", 6, 1023, 8));
        Assert.Equal(1, container.Count);
        Assert.Contains("is cut off", Assert.Single(_problems).Message);
    }

    [Fact]
    public void A_name_outside_the_strings_is_empty()
    {
        var container = Open(new CtfImage()
            .RawTypes(0xff, 0xff, 0, 0, 0, 0x0c, 4, 0, 32, 0, 0, 1)
            .RawTypes(1, 0, 0, 0x80, 0, 0x0c, 4, 0, 32, 0, 0, 1));
        Assert.Equal(("", ""), (container.GetType(1).Tag, container.GetType(2).Tag));
    }

    [Fact]
    public void A_name_without_an_end_is_cut()
    {
        byte[] image = new CtfImage().Int(new string('x', 10_000)).ToBytes();
        image[^1] = (byte)'x';
        Assert.True(CtfBytes.TryOpen("genunix", image, out CtfBytes bytes, out _));
        var container = new CtfContainer("genunix", bytes, _ => null, _problems.Add);
        Assert.Equal(new string('x', (int)Limits.CtfName), container.GetType(1).Name);
        Assert.Matches("^CTF data of genunix: the name at offset [0-9a-f]+ of its strings has more than 4096 bytes", Assert.Single(_problems).Message);
    }

    [Fact]
    public void Types_beyond_their_numbers_are_not_read()
    {
        var image = new CtfImage();
        for (int i = 0; i < 40_000; i++)
        {
            image.RawTypes(0, 0, 0, 0, 0, 0x0c, 4, 0, 32, 0, 0, 1);
        }

        Assert.Equal(Limits.CtfTypes, Open(image).Count);
        Assert.Contains("one too many for 15-bit ids", Assert.Single(_problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Typedefs_of_typedefs_without_end_are_no_type()
    {
        var image = new CtfImage().Int();
        for (ushort i = 2; i < 30_000; i++)
        {
            image.Typedef("t", (ushort)(i - 1));
        }

        CtfContainer container = Open(image);
        Assert.Equal((TypeKind.Integer, 4UL), (container.GetType(200).Resolve().Kind, container.GetType(200).Size));
        Assert.Equal((TypeKind.Unknown, 0UL), (container.GetType(29_999).Resolve().Kind, container.GetType(29_999).Size));
    }

    [Fact]
    public void Of_an_object_larger_than_is_copied_the_rest_is_read_where_it_lies()
    {
        var kernel = new FakeKernel(() => FakeTypes.Of("struct big { char first; char rest[2000000000]; char last; };"));
        kernel.Memory.Write(0x10000, [1]);
        kernel.Memory.Write(0x10000 + 2_000_000_001, [2]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        new DumpReader.Values.Value(kernel.Memory, kernel.Types.Type("struct big"), 0x10000).TrySnapshot(out DumpReader.Values.Value copy);
        Assert.Equal((1L, 2L), (copy["first"].AsInt64(), copy["last"].AsInt64()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L * Limits.ObjectBytes);
    }

    [Fact]
    public void A_problem_is_told_once_and_not_without_end()
    {
        var image = new CtfImage();
        for (ushort i = 0; i < 200; i++)
        {
            image.Typedef("t" + i, (ushort)(1000 + (i / 2)));
        }

        var container = Open(image);
        for (int i = 1; i <= 200; i++)
        {
            _ = container.GetType(i).Resolve();
        }

        Assert.Equal(Limits.CtfProblems, _problems.Count);
        Assert.Equal(_problems.Count, _problems.Distinct().Count());
    }

    [Fact]
    public void Every_cut_and_every_flipped_byte_gives_an_answer()
    {
        byte[] good = FakeTypes.Container(FakeTypes.Kernel(circular: true), compress: false);
        var random = new Random(12477);
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = [.. good];
            if (round % 3 == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }
            else
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var catalog = new CtfCatalog([new CtfModule("genunix", () => bytes, new FakeSymbolTable("genunix"))], _problems.Add);
            foreach (CType type in catalog.All())
            {
                _ = (type.Name, type.Size, type.Resolve().Size, (type as StructType)?.Members.Sum(m => (decimal)m.Type.Size));
            }
        }
    }
}
