using DumpReader.Bytes;
using DumpReader.Pages;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>The kernel's symbols as an ELF image inside the dump (dump_ksyms): what savecore would write to unix.N.</summary>
internal static class KsymsImage
{
    /// <summary>
    /// The image, lent by the file; expanded first where an old kernel stored it as one lzjb block (dump_ksyms_csize less than
    /// dump_ksyms_size). Empty where the dump has none or it does not expand; <paramref name="problem"/> says which.
    /// </summary>
    public static ReadOnlyMemory<byte> Read(IByteSource file, DumpHeader header, string name, out Problem problem)
    {
        problem = default;
        ReadOnlyMemory<byte> stored = file.GetMemory(header.Ksyms, (int)header.KsymsStoredSize);
        if (stored.Length == 0)
        {
            problem = new Problem("MDB118", $"{name}: dump_ksyms_size is {header.KsymsSize}: the dump holds no symbols");
            return default;
        }

        if (header.KsymsStoredSize == header.KsymsSize)
        {
            return stored;
        }

        if (header.KsymsSize > (long)stored.Length * Limits.LzjbRatio)
        {
            problem = new Problem("MDB118", $"{name}: compressed ksyms image has {stored.Length} bytes, which cannot expand to {header.KsymsSize}");
            return default;
        }

        var image = new byte[header.KsymsSize];
        int length = Lzjb.Expand(stored.Span, image);
        if (length == image.Length)
        {
            return image;
        }

        problem = new Problem("MDB118", $"{name}: compressed ksyms image expands to {length} bytes, expected {image.Length}");
        return default;
    }
}
