using System.Buffers.Binary;

namespace DumpReader.Cpu.Unwinding;

/// <summary>
/// The end of a function of Windows, known by its instructions, as the description of x64 exception handling lays down: <c>add $n,%rsp</c> or
/// <c>lea n(frame register),%rsp</c>, which may be done already, then pops, then a return or a jump out of the function.
/// </summary>
internal ref struct WindowsEpilogue
{
    /// <summary>Bytes of the longest: an addition, all registers popped, a jump.</summary>
    public const int Most = 48;

    private const int BaseBit = 1; // REX.B
    private const int Wide = 8;    // REX.W

    private readonly ReadOnlySpan<byte> _code;
    private int _at;

    private WindowsEpilogue(ReadOnlySpan<byte> code) => _code = code;

    /// <summary>Runs the rest of an epilogue; false, with the registers untouched, where the code is none.</summary>
    /// <param name="code">From where the frame stands.</param>
    /// <param name="frameRegister">That of the function; 0 for none.</param>
    /// <param name="isOutside">Whether a jump so far from the start of <paramref name="code"/> leaves the function.</param>
    /// <returns>True for an epilogue; where its stack is not there, <see cref="WindowsRegisters.Missing"/> says so.</returns>
    public static bool TryRun(ReadOnlySpan<byte> code, int frameRegister, Func<long, bool> isOutside, WindowsRegisters registers)
    {
        var epilogue = new WindowsEpilogue(code);
        ulong stack = epilogue.Release(frameRegister, registers);
        Span<byte> popped = stackalloc byte[Most];
        int count = 0;
        while (count < popped.Length && epilogue.Pop() is var register and >= 0)
        {
            popped[count++] = (byte)register;
        }

        if (!epilogue.IsEnd(isOutside))
        {
            return false;
        }

        registers[WindowsRegisters.StackPointer] = stack;
        for (int i = 0; i < count; i++)
        {
            if (!registers.TryPop(out ulong value))
            {
                return true;
            }

            registers[popped[i]] = value;
        }

        registers.TryReturn();
        return true;
    }

    /// <summary>%rsp behind the first instruction.</summary>
    private ulong Release(int frameRegister, WindowsRegisters registers)
    {
        ulong stack = registers[WindowsRegisters.StackPointer];
        if (Starts(0x48, 0x83, 0xc4) && Has(4)) // add $imm8,%rsp
        {
            stack = unchecked(stack + (ulong)(sbyte)_code[3]);
            _at = 4;
        }
        else if (Starts(0x48, 0x81, 0xc4) && Has(7)) // add $imm32,%rsp
        {
            stack = unchecked(stack + (ulong)BinaryPrimitives.ReadInt32LittleEndian(_code[3..]));
            _at = 7;
        }
        else if (frameRegister != 0 && Has(3) && _code[0] == (0x48 | (frameRegister >> 3)) && _code[1] == 0x8d
            && (_code[2] & 0x3f) == (0x20 | (frameRegister & 7))) // lea disp(frame register),%rsp
        {
            int place = (frameRegister & 7) == 4 ? 4 : 3; // behind a SIB byte, as %r12 needs one
            int size = (_code[2] >> 6) switch { 0 => 0, 1 => 1, 2 => 4, _ => _code.Length };
            if (Has(place + size) && (place == 3 || _code[3] == 0x24) && (size != 0 || (frameRegister & 7) != 5))
            {
                long distance = size switch { 0 => 0, 1 => (sbyte)_code[place], _ => BinaryPrimitives.ReadInt32LittleEndian(_code[place..]) };
                stack = unchecked(registers[frameRegister] + (ulong)distance);
                _at = place + size;
            }
        }

        return stack;
    }

    /// <summary>The register that is popped; -1 where the next instruction pops none.</summary>
    private int Pop()
    {
        int at = _at;
        int rex = Prefix(ref at);
        if (at >= _code.Length || _code[at] is not (>= 0x58 and <= 0x5f))
        {
            return -1;
        }

        _at = at + 1;
        return (_code[at] & 7) | ((rex & BaseBit) << 3);
    }

    private readonly bool IsEnd(Func<long, bool> isOutside)
    {
        ReadOnlySpan<byte> rest = _code[_at..];
        switch (rest)
        {
            case [0xc3, ..] or [0xf3, 0xc3, ..] or [0xc2, _, _, ..]: // ret
                return true;
            case [0xeb, _, ..]:
                return isOutside(_at + 2 + (sbyte)rest[1]);
            case [0xe9, _, _, _, _, ..]:
                return isOutside(_at + 5L + BinaryPrimitives.ReadInt32LittleEndian(rest[1..]));
        }

        int at = _at;
        int rex = Prefix(ref at);
        return _code[at..] is [0xff, var mode, ..] && (mode & 0x38) == 0x20 // jmp
            && ((mode >> 6) switch { 0 => (mode & 7) != 4, 3 => (rex & Wide) != 0, _ => false });
    }

    private readonly int Prefix(ref int at) => at < _code.Length && (_code[at] & 0xf0) == 0x40 ? _code[at++] & 15 : 0;

    private readonly bool Has(int length) => _code.Length >= length;

    private readonly bool Starts(byte first, byte second, byte third) => _code.StartsWith([first, second, third]);
}
