using Iced.Intel;

namespace DumpReader.Cpu.Disassembly;

// Operands in memory. A segment stands only where a prefix names it; a scale of 1 goes without saying.
internal sealed partial class InstructionRenderer
{
    private void Memory(in Instruction instruction)
    {
        if (instruction.IsJmpNearIndirect || instruction.IsCallNearIndirect
            || instruction.IsJmpFarIndirect || instruction.IsCallFarIndirect)
        {
            _text.Append('*');
        }

        Segment(instruction);
        if (instruction.IsIPRelativeMemoryOperand)
        {
            Signed(Extend(unchecked(instruction.IPRelativeMemoryAddress - instruction.NextIP)));
            _text.Append('(').Append(RegisterText.Of(instruction.MemoryBase)).Append(')');
            _references.Add(new InstructionReference(instruction.IPRelativeMemoryAddress, OnlyIfNamed: false));
            return;
        }

        bool plain = instruction.MemoryBase == Register.None && instruction.MemoryIndex == Register.None;
        if (plain || instruction.MemoryDisplSize != 0)
        {
            Displacement(instruction);
        }

        if (!plain)
        {
            BaseAndIndex(instruction);
        }

        if (instruction.IsBroadcast)
        {
            Broadcast(instruction);
        }
    }

    private void BaseAndIndex(in Instruction instruction)
    {
        _text.Append('(');
        if (instruction.MemoryBase != Register.None)
        {
            _text.Append(RegisterText.Of(instruction.MemoryBase));
        }

        if (instruction.MemoryIndex != Register.None && instruction.Mnemonic != Mnemonic.Xlatb)
        {
            _text.Append(',').Append(RegisterText.Of(instruction.MemoryIndex));
            if (instruction.MemoryIndexScale != 1)
            {
                _text.Append(',').Append(instruction.MemoryIndexScale);
            }
        }

        _text.Append(')');
    }

    private void Displacement(in Instruction instruction)
    {
        Number(instruction.MemoryDisplacement64, AddressBytes(instruction), maybeNegative: true);
    }

    /// <summary>Bytes of an address as the instruction computes it.</summary>
    private int AddressBytes(in Instruction instruction)
    {
        Register register = instruction.MemoryBase != Register.None ? instruction.MemoryBase : instruction.MemoryIndex;
        return register.IsGPR() ? register.GetSize() : instruction.MemoryDisplSize == 8 ? 8 : bits / 8;
    }

    private void StringOperand(in Instruction instruction, OpKind kind)
    {
        bool destination = kind is OpKind.MemoryESDI or OpKind.MemoryESEDI or OpKind.MemoryESRDI;
        if (!destination)
        {
            Segment(instruction);
        }

        _text.Append(kind switch
        {
            OpKind.MemorySegSI => "(%si)",
            OpKind.MemorySegESI => "(%esi)",
            OpKind.MemorySegRSI => "(%rsi)",
            OpKind.MemorySegDI or OpKind.MemoryESDI => "(%di)",
            OpKind.MemorySegEDI or OpKind.MemoryESEDI => "(%edi)",
            _ => "(%rdi)",
        });
    }

    private void Segment(in Instruction instruction)
    {
        if (instruction.SegmentPrefix != Register.None)
        {
            _text.Append(RegisterText.Of(instruction.SegmentPrefix)).Append(':');
        }
    }

    private void Broadcast(in Instruction instruction)
    {
        int vector = 0;
        for (int i = 0; i < instruction.OpCount; i++)
        {
            if (instruction.GetOpKind(i) == OpKind.Register && instruction.GetOpRegister(i).IsVectorRegister())
            {
                vector = Math.Max(vector, instruction.GetOpRegister(i).GetSize());
            }
        }

        int element = Math.Max(1, instruction.MemorySize.GetInfo().ElementSize);
        _text.Append("{1to").Append(Math.Max(1, vector / element)).Append('}');
    }
}
