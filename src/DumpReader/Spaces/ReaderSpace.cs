using DumpReader.Bytes;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Spaces;

/// <summary>Memory as a reader of ClrMD has it, and behind it where that has nothing: other places where the same memory can be found.</summary>
/// <param name="reader">Null where ClrMD cannot open the file.</param>
/// <param name="bounds">What the file says is memory: ClrMD takes the notes of a core for memory at address 0. Null to believe the reader.</param>
/// <param name="others">Asked in turn for what is missing.</param>
internal sealed class ReaderSpace(IMemoryReader? reader, ElfSpace? bounds, params AddressSpace[] others) : AddressSpace
{
    public override int Read(ulong address, Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length)
        {
            WorkLimit.Poll();
            ulong at = unchecked(address + (ulong)done);
            int count = at < address ? 0 : ReadSome(at, buffer[done..]);
            if (count <= 0)
            {
                break;
            }

            done += count;
        }

        return done;
    }

    private int ReadSome(ulong address, Span<byte> buffer)
    {
        int count = reader is not null && (bounds is null || bounds.Contains(address)) ? reader.Read(address, buffer) : 0;
        for (int i = 0; count <= 0 && i < others.Length; i++)
        {
            count = others[i].Read(address, buffer);
        }

        return count;
    }
}
