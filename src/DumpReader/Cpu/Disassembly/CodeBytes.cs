using DumpReader.Spaces;
using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

/// <summary>The bytes of one instruction, read from memory in one go; ends early where memory does.</summary>
internal sealed class CodeBytes : CodeReader
{
    /// <summary>The longest instruction of the architecture.</summary>
    public const int LongestInstruction = 15;

    private readonly byte[] _bytes = new byte[LongestInstruction];
    private int _next;

    /// <summary>How many bytes there are.</summary>
    public int Count { get; private set; }

    public void Fill(AddressSpace memory, ulong address)
    {
        _next = 0;
        Count = Math.Max(0, memory.Read(address, _bytes));
    }

    public override int ReadByte() => _next < Count ? _bytes[_next++] : -1;
}
