using DumpReader.Bytes;

namespace DumpReader.Spaces;

/// <summary>A part of memory that nobody wrote to, so that the file mapped there has the same bytes.</summary>
/// <param name="Open">Opens the file; null where it is not there or another one than the process had.</param>
internal sealed record FilePart(ulong Start, ulong End, ulong Offset, Func<IByteSource?> Open);

/// <summary>Memory that a core leaves out because it lies in files: code and constants of programs and libraries.</summary>
/// <param name="parts">By ascending address, without overlap.</param>
internal sealed class FilePartsSpace(IReadOnlyList<FilePart> parts) : AddressSpace
{
    public override int Read(ulong address, Span<byte> buffer)
    {
        int low = 0;
        for (int high = parts.Count; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = parts[middle].Start <= address ? (middle + 1, high) : (low, middle);
        }

        if (low == 0 || address >= parts[low - 1].End || parts[low - 1].Open() is not { } file)
        {
            return 0;
        }

        FilePart part = parts[low - 1];
        int length = (int)Math.Min((ulong)buffer.Length, part.End - address);
        return file.Read((long)(part.Offset + (address - part.Start)), buffer[..length]);
    }
}
