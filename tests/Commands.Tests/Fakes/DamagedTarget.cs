using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Fakes;

/// <summary>A dump of which words are changed: damage where a test wants it.</summary>
internal sealed class DamagedTarget(ITarget target, params (ulong Address, ulong Word)[] words) : ITarget
{
    public string Kind => target.Kind;

    public AddressSpace Memory { get; } = new DamagedSpace(target.Memory, words);

    public SymbolCatalog Symbols => target.Symbols;

    public TypeCatalog Types => target.Types;

    public IReadOnlyList<Module> Modules => target.Modules;

    public void Dispose()
    {
    }

    private sealed class DamagedSpace(AddressSpace under, (ulong Address, ulong Word)[] words) : AddressSpace
    {
        public override int Read(ulong address, Span<byte> buffer)
        {
            int count = under.Read(address, buffer);
            Span<byte> bytes = stackalloc byte[8];
            foreach ((ulong at, ulong word) in words)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, word);
                for (int i = 0; i < bytes.Length; i++)
                {
                    ulong place = at + (ulong)i - address;
                    if (place < (ulong)count)
                    {
                        buffer[(int)place] = bytes[i];
                    }
                }
            }

            return count;
        }

        public override bool TryGetPhysical(ulong address, out PhysicalAddress physical) => under.TryGetPhysical(address, out physical);
    }
}
