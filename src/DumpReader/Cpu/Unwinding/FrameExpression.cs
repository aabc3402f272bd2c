using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>
/// Evaluates the expressions that say where a frame or a register is (DWARF 5, 2.5): a machine with a stack. It knows the operations that
/// make sense there: numbers, registers, memory, arithmetic, comparison and jumps. Depth and steps are bounded.
/// </summary>
/// <param name="registers">Of the frame.</param>
/// <param name="memory">Where the stack lies.</param>
/// <param name="log">Told of one that is longer or deeper than is believed.</param>
internal ref struct FrameExpression(FrameRegisters registers, AddressSpace memory, LimitLog log)
{
    private readonly ulong[] _stack = new ulong[Limits.ExpressionDepth];
    private int _depth;
    private bool _hasFailed;

    /// <summary>False where it is not understood, reads what is not there, or does not come to an end.</summary>
    /// <param name="code">Its bytes.</param>
    /// <param name="first">What lies on the stack before it begins; null for nothing.</param>
    public bool TryEvaluate(ReadOnlySpan<byte> code, ulong? first, out ulong value)
    {
        value = 0;
        _depth = 0;
        _hasFailed = false;
        if (first is { } pushed)
        {
            Push(pushed);
        }

        var cursor = new DwarfCursor(code, 0);
        for (int steps = 0; !cursor.IsAtEnd; steps++)
        {
            if (steps >= Limits.ExpressionSteps)
            {
                log.Say(nameof(Limits.ExpressionSteps),
                    $"an expression of call frame information has more than {Limits.ExpressionSteps} operations; such have no value");
                return false;
            }

            Step(ref cursor);
            if (_hasFailed)
            {
                return false;
            }
        }

        value = Pop();
        return !_hasFailed && !cursor.HasFailed;
    }

    private void Step(ref DwarfCursor code)
    {
        byte op = code.Byte();
        switch (op)
        {
            case 0x03 or 0x0e or 0x0f: Push(code.UInt64()); break;                    // addr, const8u, const8s
            case 0x06: Push(Load(Pop(), 8)); break;                                   // deref
            case 0x08: Push(code.Byte()); break;                                      // const1u
            case 0x09: Push(unchecked((ulong)(sbyte)code.Byte())); break;             // const1s
            case 0x0a: Push(code.UInt16()); break;                                    // const2u
            case 0x0b: Push(unchecked((ulong)(short)code.UInt16())); break;           // const2s
            case 0x0c: Push(code.UInt32()); break;                                    // const4u
            case 0x0d: Push(unchecked((ulong)(int)code.UInt32())); break;             // const4s
            case 0x10: Push(code.Unsigned()); break;                                  // constu
            case 0x11: Push(unchecked((ulong)code.Signed())); break;                  // consts
            case 0x12: Push(Peek(0)); break;                                          // dup
            case 0x13: Pop(); break;                                                  // drop
            case 0x14: Push(Peek(1)); break;                                          // over
            case 0x15: Push(Peek(code.Byte())); break;                                // pick
            case 0x16: Exchange(2); break;                                            // swap
            case 0x17: Exchange(3); break;                                            // rot
            case 0x19 or 0x1f or 0x20: Push(Unary(op, Pop())); break;                 // abs, neg, not
            case 0x23: Push(unchecked(Pop() + code.Unsigned())); break;               // plus_uconst
            case 0x28: Jump(ref code, Pop() != 0); break;                             // bra
            case 0x2f: Jump(ref code, true); break;                                   // skip
            case >= 0x1a and <= 0x27 or >= 0x29 and <= 0x2e: Binary(op); break;
            case >= 0x30 and <= 0x4f: Push((ulong)(op - 0x30)); break;                // lit0 to lit31
            case >= 0x70 and <= 0x8f: Push(Register((ulong)(op - 0x70), code.Signed())); break; // breg0 to breg31
            case 0x92: Push(Register(code.Unsigned(), code.Signed())); break;         // bregx
            case 0x94: Push(Load(Pop(), code.Byte())); break;                         // deref_size
            case 0x96: break;                                                         // nop
            default: _hasFailed = true; break;
        }

        _hasFailed |= code.HasFailed;
    }

    private void Binary(byte op)
    {
        ulong right = Pop();
        ulong left = Pop();
        long signedLeft = unchecked((long)left), signedRight = unchecked((long)right);
        if (op is 0x1b or 0x1d && (right == 0 || (signedLeft == long.MinValue && signedRight == -1)))
        {
            _hasFailed = true;
            return;
        }

        Push(unchecked(op switch
        {
            0x1a => left & right,
            0x1b => (ulong)(signedLeft / signedRight),
            0x1c => left - right,
            0x1d => left % right,
            0x1e => left * right,
            0x21 => left | right,
            0x22 => left + right,
            0x24 => right < 64 ? left << (int)right : 0,
            0x25 => right < 64 ? left >> (int)right : 0,
            0x26 => (ulong)(signedLeft >> (int)Math.Min(right, 63)),
            0x27 => left ^ right,
            0x29 => left == right ? 1UL : 0,
            0x2a => signedLeft >= signedRight ? 1UL : 0,
            0x2b => signedLeft > signedRight ? 1UL : 0,
            0x2c => signedLeft <= signedRight ? 1UL : 0,
            0x2d => signedLeft < signedRight ? 1UL : 0,
            _ => left != right ? 1UL : 0, // 0x2e
        }));
    }

    private static ulong Unary(byte op, ulong value) => unchecked(op switch
    {
        0x19 => (long)value < 0 ? 0 - value : value,
        0x1f => 0 - value,
        _ => ~value,
    });

    private static void Jump(ref DwarfCursor code, bool isTaken)
    {
        short distance = unchecked((short)code.UInt16());
        code.Skip(isTaken ? distance : 0);
    }

    private ulong Register(ulong number, long offset)
    {
        _hasFailed |= number >= FrameRegisters.Count;
        return _hasFailed ? 0 : unchecked(registers[(int)number] + (ulong)offset);
    }

    private ulong Load(ulong address, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        _hasFailed |= size is < 1 or > 8 || !memory.TryRead(address, bytes[..Math.Clamp(size, 0, 8)]);
        return _hasFailed ? 0 : System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private void Push(ulong value)
    {
        if (!_hasFailed && _depth == _stack.Length)
        {
            log.Say(nameof(Limits.ExpressionDepth),
                $"an expression of call frame information has more than {Limits.ExpressionDepth} numbers on its stack; such have no value");
            _hasFailed = true;
        }

        if (!_hasFailed)
        {
            _stack[_depth++] = value;
        }
    }

    private ulong Pop()
    {
        _hasFailed |= _depth == 0;
        return _hasFailed ? 0 : _stack[--_depth];
    }

    private ulong Peek(int below)
    {
        _hasFailed |= below >= _depth;
        return _hasFailed ? 0 : _stack[_depth - 1 - below];
    }

    /// <summary>The topmost goes below the others of so many.</summary>
    private void Exchange(int count)
    {
        _hasFailed |= _depth < count;
        if (!_hasFailed)
        {
            ulong top = _stack[_depth - 1];
            Array.Copy(_stack, _depth - count, _stack, _depth - count + 1, count - 1);
            _stack[_depth - count] = top;
        }
    }
}
