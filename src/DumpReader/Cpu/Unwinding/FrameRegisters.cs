namespace DumpReader.Cpu.Unwinding;

/// <summary>The registers of a frame that its caller may be found by, by their numbers in DWARF (System V ABI for x86-64, figure 3.36).</summary>
internal readonly struct FrameRegisters
{
    public const int Count = 17;
    public const int FramePointer = 6;
    public const int StackPointer = 7;
    public const int ProgramCounter = 16;

    private static readonly string[] Names =
        ["rax", "rdx", "rcx", "rbx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip"];

    private readonly ulong[] _values = new ulong[Count];

    public FrameRegisters(IReadOnlyDictionary<string, ulong> byName)
    {
        for (int i = 0; i < Count; i++)
        {
            _values[i] = byName.GetValueOrDefault(Names[i]);
        }
    }

    private FrameRegisters(ulong[] values) => _values = values;

    public ulong this[int number]
    {
        get => _values[number];
        set => _values[number] = value;
    }

    public FrameRegisters Copy() => new([.. _values]);
}
