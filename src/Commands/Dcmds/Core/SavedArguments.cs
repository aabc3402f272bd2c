using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;
using Iced.Intel;

namespace Commands.Dcmds.Core;

/// <summary>
/// The arguments of the function of a frame. They can be told only where the compiler saves them: the prologue then stores the
/// argument registers right below the frame pointer, and the type of the function says how many there are.
/// </summary>
internal static class SavedArguments
{
    /// <summary>Bytes of a prologue that are looked through.</summary>
    private const int PrologueBytes = 256;

    private static readonly Register[] _registers = [Register.RDI, Register.RSI, Register.RDX, Register.RCX, Register.R8, Register.R9];

    /// <summary>Empty where they cannot be told.</summary>
    public static ulong[] Of(Session session, StackFrame frame)
    {
        if (!session.TryFind(frame.ProgramCounter, out Symbol symbol, out ulong offset) || offset == 0
            || session.Target.Types.OfSymbol(symbol, out _) is not FunctionType { ArgumentCount: > 0 } function)
        {
            return [];
        }

        int count = Math.Min(function.ArgumentCount, 64);
        AddressSpace memory = session.Target.Memory;
        if (!Saves(memory, symbol.Value, offset, Math.Min(count, _registers.Length)))
        {
            return [];
        }

        var values = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            ulong place = i < _registers.Length
                ? unchecked(frame.FramePointer - (8 * ((ulong)i + 1)))
                : frame.FramePointer + 16 + (8 * (ulong)(i - _registers.Length));
            memory.TryReadUInt64(place, out values[i]);
        }

        return values;
    }

    /// <summary>Whether the code before the point reached has stored that many argument registers.</summary>
    private static bool Saves(AddressSpace memory, ulong start, ulong reached, int count)
    {
        var code = new byte[(int)Math.Min(reached, PrologueBytes)];
        int got = memory.Read(start, code);
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(code, 0, got));
        int pushed = 0;
        int saved = 0;
        bool framed = false;
        while (decoder.IP < (ulong)got)
        {
            decoder.Decode(out Instruction instruction);
            if (instruction.IsInvalid || instruction.FlowControl is not FlowControl.Next)
            {
                break;
            }

            framed |= instruction is { Mnemonic: Mnemonic.Mov, Op0Register: Register.RBP, Op1Register: Register.RSP };
            if (!framed)
            {
                continue;
            }

            if (instruction.Mnemonic == Mnemonic.Push && pushed < count && instruction.Op0Register == _registers[pushed])
            {
                pushed++;
                saved |= 1 << (pushed - 1);
            }
            else if (instruction is { Mnemonic: Mnemonic.Mov, MemoryBase: Register.RBP, MemoryIndex: Register.None, Op0Kind: OpKind.Memory })
            {
                int argument = Array.IndexOf(_registers, instruction.Op1Register);
                if (argument >= 0 && unchecked((long)instruction.MemoryDisplacement64) == -8 * (argument + 1))
                {
                    saved |= 1 << argument;
                }
            }

            if ((saved & ((1 << count) - 1)) == (1 << count) - 1)
            {
                return true;
            }
        }

        return false;
    }
}
