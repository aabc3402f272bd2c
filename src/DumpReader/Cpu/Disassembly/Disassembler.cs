using DumpReader.Spaces;
using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

/// <summary>Reads instructions and writes them as AT&amp;T text. Not for use by several threads at once.</summary>
internal sealed class Disassembler
{
    private const string UnknownText = "***ERROR--unknown op code***";
    private const string NoText = "???";

    private readonly CodeBytes _bytes = new();
    private readonly Decoder? _decoder;
    private readonly InstructionRenderer? _renderer;

    public Disassembler(DisassemblyMode mode)
    {
        Mode = mode;
        if (mode.Bits != 0)
        {
            _decoder = Decoder.Create(mode.Bits, _bytes, DecoderOptions.NoInvalidCheck);
            _renderer = new InstructionRenderer(mode.Bits);
        }
    }

    public DisassemblyMode Mode { get; }

    /// <summary>The instruction at an address; bytes that are none count as one of length 1.</summary>
    /// <param name="memory">Where the code lies.</param>
    /// <param name="address">Of its first byte.</param>
    /// <param name="found">The instruction.</param>
    /// <param name="unread">Where false is returned: the first byte that was asked for and is not in memory.</param>
    public bool TryDecode(AddressSpace memory, ulong address, out DisassembledInstruction found, out ulong unread)
    {
        bool there = TryFetch(memory, address, out Instruction instruction, out unread);
        found = !there || _renderer is null
            ? Unknown(address, NoText)
            : instruction.IsInvalid ? Unknown(address, UnknownText) : _renderer.Render(instruction);
        return there;
    }

    /// <summary>Length of the instruction at an address; 1 for bytes that are none, 0 where memory ends within it.</summary>
    public int LengthAt(AddressSpace memory, ulong address) =>
        !TryFetch(memory, address, out Instruction instruction, out _) ? 0
        : _renderer is null || instruction.IsInvalid ? 1 : instruction.Length;

    private bool TryFetch(AddressSpace memory, ulong address, out Instruction instruction, out ulong unread)
    {
        _bytes.Fill(memory, address);
        unread = unchecked(address + (ulong)_bytes.Count);
        instruction = default;
        if (_bytes.Count == 0 || _decoder is null)
        {
            return _bytes.Count > 0;
        }

        _decoder.IP = address;
        _decoder.Decode(out instruction);
        return _decoder.LastError != DecoderError.NoMoreBytes || _bytes.Count == CodeBytes.LongestInstruction;
    }

    private static DisassembledInstruction Unknown(ulong address, string text) => new(address, 1, text, "", []) { IsValid = false };
}
