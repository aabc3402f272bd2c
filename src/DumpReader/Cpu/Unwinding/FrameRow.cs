namespace DumpReader.Cpu.Unwinding;

/// <summary>How the caller's value of a register is found.</summary>
internal enum RuleKind : byte
{
    /// <summary>It is still in the register.</summary>
    Same,
    /// <summary>It is lost; for the return address: there is no caller.</summary>
    Undefined,
    /// <summary>In memory, so far from the frame's address (CFA).</summary>
    Stored,
    /// <summary>It is the frame's address and so much.</summary>
    Value,
    /// <summary>In another register.</summary>
    Register,
    /// <summary>In memory where an expression says.</summary>
    StoredBy,
    /// <summary>It is what an expression says.</summary>
    ValueOf,
}

/// <summary>A rule with its distance or register number, or its expression.</summary>
internal readonly record struct RegisterRule(RuleKind Kind, long Number = 0, ReadOnlyMemory<byte> Expression = default);

/// <summary>A row of the table that call frame information stands for: at one address of the code, where everything of the caller is.</summary>
internal sealed class FrameRow
{
    private readonly RegisterRule[] _rules = new RegisterRule[FrameRegisters.Count];

    /// <summary>The frame's address: a register and a distance, or an expression (<see cref="RuleKind.ValueOf"/>).</summary>
    public RegisterRule Frame { get; set; } = new(RuleKind.Undefined);

    public int FrameRegister { get; set; }

    /// <summary>The rule of a register; none is kept for those that hold no addresses.</summary>
    public RegisterRule this[ulong register]
    {
        get => register < FrameRegisters.Count ? _rules[register] : default;
        set
        {
            if (register < FrameRegisters.Count)
            {
                _rules[register] = value;
            }
        }
    }

    public FrameRow Copy()
    {
        var copy = new FrameRow { Frame = Frame, FrameRegister = FrameRegister };
        _rules.CopyTo(copy._rules, 0);
        return copy;
    }
}
