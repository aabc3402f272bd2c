using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Targets;

namespace Fuzz.Targets;

/// <summary>
/// A compressed dump: list of translations, lzjb pages, streams of lzjb and of bzip2. Two headers lie at least 64 KiB apart in such a file,
/// so an input is short for one: two bytes, the length of the last block; then the file up to there; then the last block.
/// </summary>
internal sealed class VmdumpTarget : FuzzTarget
{
    private const int Block = 64 << 10;

    public override string Name => "vmdump";

    /// <summary>The file that an input stands for.</summary>
    public static byte[] Expand(ReadOnlySpan<byte> input)
    {
        if (input.Length < 2)
        {
            return input.ToArray();
        }

        int tail = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(input), input.Length - 2);
        ReadOnlySpan<byte> body = input[2..^tail];
        int last = (body.Length + Block - 1) / Block * Block;
        var file = new byte[last + Block];
        body.CopyTo(file);
        input[^tail..].CopyTo(file.AsSpan(last));
        return file;
    }

    /// <summary>The input for a file: what it has before the zeros in front of its last block, and that without the zeros at its end.</summary>
    public static byte[] Shorten(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> tail = file[^Block..].TrimEnd((byte)0);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)tail.Length);
        return [.. length, .. file[..^Block].TrimEnd((byte)0), .. tail];
    }

    protected override void Exercise(byte[] input)
    {
        try
        {
            using KernelTarget target = DumpOpener.OpenKernel(new MemorySource(Expand(input)), "vmdump.0");
            KernelExercise.Ask(target, Check);
        }
        catch (DumpException refused)
        {
            Check(refused.Problem);
        }
    }
}
