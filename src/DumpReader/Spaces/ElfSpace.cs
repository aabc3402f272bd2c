using DumpReader.Bytes;
using DumpReader.Formats.Elf;

namespace DumpReader.Spaces;

/// <summary>An ELF file by the addresses at which it would be loaded.</summary>
/// <param name="loads">By ascending address, without overlap.</param>
/// <param name="withZeros">Whether memory that the file has no bytes for reads as zeros, as in a program that has just been started.</param>
internal sealed class ElfSpace(IByteSource file, IReadOnlyList<ElfLoad> loads, bool withZeros) : AddressSpace
{
    /// <summary>Whether an address is part of the memory that the file describes, whether or not it has the bytes.</summary>
    public bool Contains(ulong address) => Find(address) is not null;

    public override int Read(ulong address, Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length)
        {
            WorkLimit.Poll();
            ulong at = unchecked(address + (ulong)done);
            int got = at < address ? 0 : ReadOne(at, buffer[done..]);
            if (got == 0)
            {
                break;
            }

            done += got;
        }

        return done;
    }

    public override bool TrySpan(ulong address, int length, out ReadOnlySpan<byte> bytes)
    {
        WorkLimit.Poll();
        bytes = default;
        return length >= 0 && Find(address) is { } load
            && address - load.Address < load.Present && (ulong)length <= load.Present - (address - load.Address)
            && file.TrySpan((long)(load.Offset + (address - load.Address)), length, out bytes);
    }

    /// <summary>From one range: from the file, or zeros; 0 where there is nothing.</summary>
    private int ReadOne(ulong address, Span<byte> buffer)
    {
        if (Find(address) is not { } load)
        {
            return 0;
        }

        ulong within = address - load.Address;
        if (within < load.FileSize)
        {
            return within < load.Present ? file.Read((long)(load.Offset + within), buffer[..Least(buffer, load.Present - within)]) : 0;
        }

        int zeros = withZeros ? Least(buffer, load.Size - within) : 0;
        buffer[..zeros].Clear();
        return zeros;
    }

    private static int Least(Span<byte> buffer, ulong most) => (int)Math.Min((ulong)buffer.Length, most);

    private ElfLoad? Find(ulong address)
    {
        int low = 0;
        for (int high = loads.Count; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = loads[middle].Address <= address ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && loads[low - 1].Contains(address) ? loads[low - 1] : null;
    }
}
