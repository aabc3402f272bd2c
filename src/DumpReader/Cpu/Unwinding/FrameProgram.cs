using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Cpu.Unwinding;

/// <summary>
/// Runs the instructions of a frame entry (DWARF 5, 6.4.2) up to an address: first those that all entries have in common, then its own.
/// Each instruction takes at least a byte, so that the number of steps is bounded by the size of the entry.
/// </summary>
internal sealed class FrameProgram
{
    private readonly FrameEntry _entry;
    private readonly LimitLog _log;
    private readonly Stack<FrameRow> _remembered = new();
    private FrameRow _row = new();
    private FrameRow _initial;
    private ulong _at;

    private FrameProgram(FrameEntry entry, LimitLog log)
    {
        _entry = entry;
        _log = log;
        _at = entry.Start;
        _initial = _row;
    }

    /// <summary>The row for an address of the entry's code; null where the instructions are not understood.</summary>
    /// <param name="log">Told where they remember more rows than is believed.</param>
    public static FrameRow? Row(FrameEntry entry, ulong address, LimitLog log)
    {
        var program = new FrameProgram(entry, log);
        if (!program.Run(entry.Common.Instructions, ulong.MaxValue))
        {
            return null;
        }

        program._initial = program._row.Copy();
        program._at = entry.Start;
        return program.Run(entry.Instructions, address) ? program._row : null;
    }

    private bool Run(ReadOnlyMemory<byte> code, ulong until)
    {
        var cursor = new DwarfCursor(code.Span, 0);
        while (!cursor.IsAtEnd)
        {
            byte op = cursor.Byte();
            ulong low = (ulong)op & 0x3f;
            bool isGood = true;
            switch (op >> 6)
            {
                case 1:
                    isGood = Advance(low);
                    break;
                case 2:
                    _row[low] = Stored(cursor.Unsigned());
                    break;
                case 3:
                    _row[low] = _initial[low];
                    break;
                case 0 when op is >= 0x01 and <= 0x04:
                    isGood = op == 0x01 ? MoveTo(cursor.Pointer(_entry.Common.PointerEncoding, 0, 0))
                        : Advance(op == 0x02 ? cursor.Byte() : op == 0x03 ? cursor.UInt16() : cursor.UInt32());
                    break;
                default:
                    isGood = op is >= 0x0c and <= 0x0f or 0x12 or 0x13 ? Frame(op, ref cursor, code) : Register(op, ref cursor, code);
                    break;
            }

            if (!isGood || cursor.HasFailed)
            {
                return false;
            }

            if (_at > until)
            {
                return true; // what follows is about later code
            }
        }

        return true;
    }

    private bool Advance(ulong units) => MoveTo(unchecked(_at + (units * _entry.Common.CodeFactor)));

    private bool MoveTo(ulong address)
    {
        bool isForward = address >= _at;
        _at = address;
        return isForward;
    }

    /// <summary>Instructions that define the frame's address.</summary>
    private bool Frame(byte op, ref DwarfCursor cursor, ReadOnlyMemory<byte> code)
    {
        switch (op)
        {
            case 0x0f: // def_cfa_expression
                _row.Frame = new RegisterRule(RuleKind.ValueOf, 0, Block(ref cursor, code));
                return true;
            case 0x0c or 0x12: // def_cfa, def_cfa_sf
                ulong register = cursor.Unsigned();
                _row.FrameRegister = (int)Math.Min(register, FrameRegisters.Count);
                _row.Frame = new RegisterRule(RuleKind.Value, op == 0x0c ? unchecked((long)cursor.Unsigned()) : Factored(cursor.Signed()));
                break;
            case 0x0d: // def_cfa_register
                _row.FrameRegister = (int)Math.Min(cursor.Unsigned(), FrameRegisters.Count);
                break;
            default: // def_cfa_offset, def_cfa_offset_sf
                _row.Frame = new RegisterRule(RuleKind.Value, op == 0x0e ? unchecked((long)cursor.Unsigned()) : Factored(cursor.Signed()));
                break;
        }

        return _row.FrameRegister < FrameRegisters.Count;
    }

    /// <summary>Instructions about a register, and those about none.</summary>
    private bool Register(byte op, ref DwarfCursor cursor, ReadOnlyMemory<byte> code)
    {
        switch (op)
        {
            case 0x00: // nop
                return true;
            case 0x0a: // remember_state
                if (_remembered.Count == Limits.FrameStates)
                {
                    _log.Say(nameof(Limits.FrameStates),
                        $"call frame information of the function at {_entry.Start:x} remembers more than {Limits.FrameStates} rows; such are not believed");
                    return false;
                }

                _remembered.Push(_row.Copy());
                return true;
            case 0x0b: // restore_state
                if (!_remembered.TryPop(out FrameRow? last))
                {
                    return false;
                }

                _row = last;
                return true;
            case 0x2e: // GNU_args_size
                cursor.Unsigned();
                return true;
            default:
                ulong register = cursor.Unsigned();
                RegisterRule? rule = Rule(op, register, ref cursor, code);
                _row[register] = rule.GetValueOrDefault();
                return rule is not null;
        }
    }

    private RegisterRule? Rule(byte op, ulong register, ref DwarfCursor cursor, ReadOnlyMemory<byte> code) => op switch
    {
        0x05 => Stored(cursor.Unsigned()),                                                      // offset_extended
        0x06 => _initial[register],                                                             // restore_extended
        0x07 => new RegisterRule(RuleKind.Undefined),
        0x08 => new RegisterRule(RuleKind.Same),
        0x09 => new RegisterRule(RuleKind.Register, (long)Math.Min(cursor.Unsigned(), FrameRegisters.Count)),
        0x10 => new RegisterRule(RuleKind.StoredBy, 0, Block(ref cursor, code)),                // expression
        0x11 => new RegisterRule(RuleKind.Stored, Factored(cursor.Signed())),                   // offset_extended_sf
        0x14 => new RegisterRule(RuleKind.Value, Factored(unchecked((long)cursor.Unsigned()))), // val_offset
        0x15 => new RegisterRule(RuleKind.Value, Factored(cursor.Signed())),                    // val_offset_sf
        0x16 => new RegisterRule(RuleKind.ValueOf, 0, Block(ref cursor, code)),                 // val_expression
        0x2f => new RegisterRule(RuleKind.Stored, unchecked(-Factored((long)cursor.Unsigned()))), // GNU_negative_offset_extended
        _ => null,
    };

    private RegisterRule Stored(ulong distance) => new(RuleKind.Stored, Factored(unchecked((long)distance)));

    private long Factored(long distance) => unchecked(distance * _entry.Common.DataFactor);

    private static ReadOnlyMemory<byte> Block(ref DwarfCursor cursor, ReadOnlyMemory<byte> code)
    {
        int length = cursor.Take(cursor.Unsigned()).Length;
        return code.Slice(cursor.Position - length, length);
    }
}
