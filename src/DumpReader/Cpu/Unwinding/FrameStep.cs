using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>Goes from a frame to its caller by a row of call frame information.</summary>
internal static class FrameStep
{
    /// <summary>False where the row leads to nothing that can be read.</summary>
    /// <param name="row">That of the address where the frame stands.</param>
    /// <param name="column">Number of the register that the return address is in.</param>
    /// <param name="frame">The frame's registers.</param>
    /// <param name="memory">Where the stack lies.</param>
    /// <param name="log">Told of expressions that are longer or deeper than is believed.</param>
    /// <param name="caller">The caller's registers; its program counter is 0 where it has none.</param>
    /// <param name="address">The frame's address (CFA): %rsp of the caller at its call.</param>
    public static bool TryApply(
        FrameRow row, int column, FrameRegisters frame, AddressSpace memory, LimitLog log, out FrameRegisters caller, out ulong address)
    {
        caller = frame.Copy();
        var expression = new FrameExpression(frame, memory, log);
        if (!TryAddress(row, frame, ref expression, out address))
        {
            return false;
        }

        caller[FrameRegisters.StackPointer] = address;
        for (int i = 0; i < FrameRegisters.Count; i++)
        {
            RegisterRule rule = row[(ulong)i];
            if (rule.Kind == RuleKind.Same)
            {
                continue;
            }

            if (!TryValue(rule, frame, memory, address, ref expression, out ulong value))
            {
                return false;
            }

            caller[i] = value;
        }

        caller[FrameRegisters.ProgramCounter] = row[(ulong)column].Kind == RuleKind.Same ? 0 : caller[column];
        return true;
    }

    private static bool TryAddress(FrameRow row, FrameRegisters frame, ref FrameExpression expression, out ulong address)
    {
        address = row.Frame.Kind == RuleKind.Value ? unchecked(frame[row.FrameRegister] + (ulong)row.Frame.Number) : 0;
        return row.Frame.Kind == RuleKind.Value
            || (row.Frame.Kind == RuleKind.ValueOf && expression.TryEvaluate(row.Frame.Expression.Span, null, out address));
    }

    private static bool TryValue(
        RegisterRule rule, FrameRegisters frame, AddressSpace memory, ulong address, ref FrameExpression expression, out ulong value)
    {
        value = 0;
        switch (rule.Kind)
        {
            case RuleKind.Undefined:
                return true;
            case RuleKind.Stored:
                return memory.TryReadUInt64(unchecked(address + (ulong)rule.Number), out value);
            case RuleKind.Value:
                value = unchecked(address + (ulong)rule.Number);
                return true;
            case RuleKind.Register when rule.Number < FrameRegisters.Count:
                value = frame[(int)rule.Number];
                return true;
            case RuleKind.StoredBy:
                return expression.TryEvaluate(rule.Expression.Span, address, out ulong place) && memory.TryReadUInt64(place, out value);
            case RuleKind.ValueOf:
                return expression.TryEvaluate(rule.Expression.Span, address, out value);
            default:
                return false;
        }
    }
}
