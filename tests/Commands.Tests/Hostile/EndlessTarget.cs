using System.Buffers.Binary;
using Commands.Tests.Fakes;
using DumpReader.Bytes;
using DumpReader.Spaces;
using DumpReader.Targets;

namespace Commands.Tests.Hostile;

/// <summary>
/// A dump to which memory without end was added: from <see cref="First"/> on every address is there, and every word points on to what lies
/// behind it. So each list is endless, each tree has endless levels, no string has an end, and no link ever comes back to where it was.
/// </summary>
internal sealed class EndlessTarget(ITarget inner) : OverlaidTarget(inner)
{
    /// <summary>The first address of the endless memory; none of a dump of a kernel is below its end.</summary>
    public const ulong First = 0x0000_1000_0000_0000;

    /// <summary>The first address of memory that is all zeros, up to <see cref="First"/>.</summary>
    public const ulong Zeros = 0x0000_0800_0000_0000;

    private readonly PatchedSpace _memory = new(new EndlessSpace(inner.Memory));

    public override AddressSpace Memory => _memory;

    /// <summary>Overwrites a pointer of the dump, so that it leads into the endless memory.</summary>
    public void Lead(ulong pointer) => Put(pointer, BitConverter.GetBytes(First));

    public void Put(ulong address, byte[] bytes) => _memory.Patches.Add((address, bytes));

    private sealed class EndlessSpace(AddressSpace inner) : AddressSpace
    {
        private const ulong End = 0x0000_7000_0000_0000;

        /// <summary>Bytes from a word to what it points to; a prime number of words, so that objects of no size come to lie upon each other.</summary>
        private const ulong Step = 8 * 65_537;

        public override int Read(ulong address, Span<byte> buffer)
        {
            if (address is >= Zeros and < First)
            {
                buffer.Clear();
                return buffer.Length;
            }

            if (address is < First or >= End)
            {
                return inner.Read(address, buffer);
            }

            Span<byte> word = stackalloc byte[8];
            for (int done = 0; done < buffer.Length;)
            {
                ulong at = address + (ulong)done;
                BinaryPrimitives.WriteUInt64LittleEndian(word, (at & ~7UL) + Step);
                int from = (int)(at & 7);
                int count = Math.Min(8 - from, buffer.Length - done);
                word.Slice(from, count).CopyTo(buffer[done..]);
                done += count;
            }

            return buffer.Length;
        }

        public override bool TryGetPhysical(ulong address, out PhysicalAddress physical) => inner.TryGetPhysical(address, out physical);
    }
}
